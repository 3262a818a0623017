"""Location: a position in degrees of WGS 84; distances are kilometres on a sphere of 6371.0088 km."""

from collections.abc import Mapping, Sequence
from math import asin, cos, isfinite, radians, sin, sqrt

from schema.errors import InvalidValueError
from schema.predicate import Holds, InBox, InputField, InputObject, Missing, Operator, Within
from schema.values.value import Json, Output, Part, Point, Stored, ValueType

#: Mean radius of the Earth in kilometres (IUGG).
EARTH_RADIUS_KM = 6371.0088


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance in kilometres (haversine).

    >>> round(distance_km(Point(0, 0), Point(0, 90)))
    10008
    """
    lat_a, lat_b = radians(a.latitude), radians(b.latitude)
    half_lat, half_lon = (lat_b - lat_a) / 2, radians(b.longitude - a.longitude) / 2
    h = sin(half_lat) ** 2 + cos(lat_a) * cos(lat_b) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(h)))


class LocationType(ValueType):
    """Latitude and longitude."""

    name = "Location"
    kind = "Location"
    doc = "A position, in degrees of WGS 84."
    parts = (
        Part("latitude", "FLOAT", component="latitude"),
        Part("longitude", "FLOAT", component="longitude"),
    )
    presence = "latitude"
    order = ()
    outputs = (
        Output("latitude", "Float!", "Degrees north."),
        Output("longitude", "Float!", "Degrees east."),
    )
    inputs = (
        InputObject(
            "LocationNear",
            (
                InputField("latitude", "Float!", "Degrees north."),
                InputField("longitude", "Float!", "Degrees east."),
                InputField("km", "Float!", "Radius in kilometres."),
            ),
            "A circle on the Earth.",
        ),
        InputObject(
            "LocationBox",
            (
                InputField("south", "Float!", "Degrees north of the lower edge."),
                InputField("west", "Float!", "Degrees east of the left edge."),
                InputField("north", "Float!", "Degrees north of the upper edge."),
                InputField("east", "Float!", "Degrees east of the right edge; less than west across 180°."),
            ),
            "A box between two parallels and two meridians.",
        ),
    )
    operators = (
        Operator("near", "LocationNear!", Within(""), "Within a distance of a point."),
        Operator("within", "LocationBox!", InBox(""), "Within a box, its edges included."),
        Operator("isNull", "Boolean!", Holds(Missing("latitude")), "Whether the position is unknown."),
    )

    def pack(self, raw: object) -> Json:
        """`{"latitude": …, "longitude": …}`, checked to be on the globe."""
        accepted = "latitude from -90 to 90 and longitude from -180 to 180, in degrees"
        if not isinstance(raw, Mapping):
            raise InvalidValueError("location", raw, accepted)
        try:
            latitude, longitude = float(raw["latitude"]), float(raw["longitude"])
        except (KeyError, TypeError, ValueError):
            raise InvalidValueError("location", raw, accepted) from None
        if not (isfinite(latitude) and isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
            raise InvalidValueError("location", raw, accepted)
        return {"latitude": latitude, "longitude": longitude}

    def store(self, packed: Json) -> dict[str, Stored]:
        """One point."""
        assert isinstance(packed, dict)
        latitude, longitude = packed["latitude"], packed["longitude"]
        assert isinstance(latitude, float) and isinstance(longitude, float)
        return {"": Point(latitude, longitude)}

    def show(self, stored: Sequence[Stored]) -> Json:
        """Latitude and longitude."""
        latitude, longitude = stored
        assert isinstance(latitude, float) and isinstance(longitude, float)
        return {"latitude": latitude, "longitude": longitude}

    def agree(self, one: Json, other: Json, tolerance: float) -> bool:
        """At most `tolerance` kilometres apart."""
        a, b = self.store(one)[""], self.store(other)[""]
        assert isinstance(a, Point) and isinstance(b, Point)
        return distance_km(a, b) <= tolerance

    def words(self, packed: Json) -> str:
        """Degrees north and east."""
        assert isinstance(packed, dict)
        return f"{packed['latitude']}, {packed['longitude']}"

    def argument(self, operator: str, raw: Json) -> Json:
        """A circle gets its radius in metres; the corners of a box must be on the globe."""
        if operator == "near" and isinstance(raw, dict):
            centre = self.pack(raw)
            km = raw["km"]
            if not isinstance(km, int | float) or not 0 <= km <= 20_100:
                raise InvalidValueError("radius", km, "kilometres from 0 to 20100")
            assert isinstance(centre, dict)
            return {**centre, "radius": km * 1000.0}
        if operator == "within" and isinstance(raw, dict):
            self.pack({"latitude": raw["south"], "longitude": raw["west"]})
            self.pack({"latitude": raw["north"], "longitude": raw["east"]})
        return raw


LOCATION = LocationType()
