"""How well a reading agrees with an annotated article: facts matched one to one, by kind, slot and rule."""
