"""FollowTheMoney entities on standard input -> how many of each schema the real package reads; it may drop none.

Run by `tests/web/test_followthemoney.py` with the package `followthemoney`, which the project itself does without.
"""

import json
import sys
from collections import Counter

from followthemoney import model

counts: Counter[str] = Counter()
ids: set[str] = set()
named: set[str] = set()
for line in sys.stdin:
    data = json.loads(line)
    entity = model.get_proxy(data, cleaned=False)
    model.get(entity.schema.name).validate(entity.to_dict())
    for name, values in data["properties"].items():
        kept = entity.get(name)
        assert len(kept) == len(values), (data["id"], name, values, kept)
        if entity.schema.get(name).type.name == "entity":
            named.update(values)
    counts[entity.schema.name] += 1
    assert entity.id not in ids, entity.id
    ids.add(entity.id)
assert named <= ids, sorted(named - ids)[:5]
print(json.dumps(counts))
