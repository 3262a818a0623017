"""The collector of cycles -> one that looks seldom, for programs that make many values and few cycles."""

import gc


def spare_collections() -> None:
    """Let the collector look for cycles seldom, and never among what stays until the end.

    An answer, or a row of a table, is many lists and dicts, none of them in a cycle: by default each set off several
    collections, which cost a third of the processor time of large answers and a quarter of that of rows.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
