"""The part of SARIF 2.1.0 that newslint writes, as a JSON Schema of our own, stricter: nothing else may be written."""


def _object(required: str, optional: str = "", **types) -> dict:
    """An object with these keys only; a key's schema comes by its name, from here or from `_NAMED`."""
    keys = [*required.split(), *optional.split()]
    known = _NAMED | types
    return {
        "type": "object",
        "required": required.split(),
        "properties": {key: known[key] for key in keys},
        "additionalProperties": False,
    }


def _array(items: dict) -> dict:
    return {"type": "array", "items": items}


_NUMBER = {"type": "integer", "minimum": 1}
_STRING = {"type": "string"}
_TEXT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": _STRING},
    "additionalProperties": False,
}
_NAMED = {
    **dict.fromkeys(["startLine", "startColumn", "endLine", "endColumn"], _NUMBER),
    **dict.fromkeys(["message", "description", "fullDescription", "help", "insertedContent", "snippet"], _TEXT),
    **dict.fromkeys(["id", "name", "version", "ruleId", "fullyQualifiedName"], _STRING),
    "uri": {"type": "string", "format": "uri-reference", "pattern": r"^[A-Za-z0-9_.~%/-]+$|^file:///"},
    "kind": {"const": "property"},
    "level": {"enum": ["none", "note", "warning", "error"]},
    "ruleIndex": {"type": "integer", "minimum": 0},
    "columnKind": {"const": "unicodeCodePoints"},
    "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
    "properties": {"type": "object"},
}
_NAMED["artifactLocation"] = _object("uri")
_NAMED["region"] = _object("startLine", "startColumn endLine endColumn snippet")
_NAMED["deletedRegion"] = _object("startLine startColumn endLine endColumn")
_NAMED["physicalLocation"] = _object("artifactLocation region")
_NAMED["logicalLocations"] = _array(_object("fullyQualifiedName kind", "name"))
_NAMED["locations"] = _array(_object("physicalLocation", "logicalLocations"))
_NAMED["replacements"] = _array(_object("deletedRegion insertedContent"))
_NAMED["artifactChanges"] = _array(_object("artifactLocation replacements"))
_NAMED["fixes"] = _array(_object("description artifactChanges"))
_NAMED["results"] = _array(_object("ruleId ruleIndex level message locations partialFingerprints", "fixes properties"))
_NAMED["rules"] = _array(_object("id", "fullDescription help"))
_NAMED["driver"] = _object("name version rules")
_NAMED["tool"] = _object("driver")
_NAMED["runs"] = _array(_object("columnKind results tool"))

SCHEMA = _object("$schema version runs", **{"$schema": {"type": "string"}, "version": {"const": "2.1.0"}})
