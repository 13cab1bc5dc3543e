extension ReportJSON {
  /// JSON Schema (2020-12) of both forms. A later version of a form only adds what is not required.
  package static let schema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Tiếp Sức report",
      "description": "Counts are sessions (lượt), not persons. Outcomes are as corrected last. A session belongs to the local day on which it began.",
      "oneOf": [{"$ref": "#/$defs/unit"}, {"$ref": "#/$defs/outside"}],
      "$defs": {
        "day": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "time": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"},
        "count": {"type": "integer", "minimum": 0},
        "counts": {"type": "object", "additionalProperties": {"$ref": "#/$defs/count"}},
        "period": {"enum": ["week", "month", "quarter", "year", "range"]},
        "outcome": {"enum": ["completed", "appointment", "referred-police", "referred-bank", "referred-counter", "not-eligible", "declined"]},
        "age": {"enum": ["<18", "18-35", "36-59", ">=60"]},
        "outcomes": {
          "type": "object",
          "required": ["completed", "appointment", "referred-police", "referred-bank", "referred-counter", "not-eligible", "declined"],
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "definition": {
          "type": "object", "required": ["id", "version"], "additionalProperties": false,
          "properties": {"id": {"type": "string"}, "version": {"type": "integer", "minimum": 1}}
        },
        "sums": {
          "type": "object",
          "required": ["sessions", "onlyCounted", "outcomes", "checklists", "indicators", "services", "ages", "satisfaction", "petitions", "problems", "otherProblems", "sessionSeconds", "quickHelp", "cancelled"],
          "properties": {
            "sessions": {"$ref": "#/$defs/count"},
            "onlyCounted": {"$ref": "#/$defs/count"},
            "outcomes": {"$ref": "#/$defs/outcomes"},
            "checklists": {
              "type": "object",
              "additionalProperties": {
                "type": "object", "required": ["sessions", "outcomes"], "additionalProperties": false,
                "properties": {"sessions": {"$ref": "#/$defs/count"}, "outcomes": {"$ref": "#/$defs/outcomes"}}
              }
            },
            "indicators": {"$ref": "#/$defs/counts"},
            "services": {"$ref": "#/$defs/counts"},
            "ages": {"$ref": "#/$defs/counts"},
            "satisfaction": {"$ref": "#/$defs/counts"},
            "petitions": {"$ref": "#/$defs/counts"},
            "problems": {
              "type": "array",
              "items": {
                "type": "object", "required": ["id", "met", "helped", "notHelped"], "additionalProperties": false,
                "properties": {"id": {"type": "string"}, "met": {"$ref": "#/$defs/count"}, "helped": {"$ref": "#/$defs/count"}, "notHelped": {"$ref": "#/$defs/count"}}
              }
            },
            "otherProblems": {"$ref": "#/$defs/count"},
            "sessionSeconds": {"$ref": "#/$defs/count"},
            "quickHelp": {
              "type": "object", "required": ["answered", "helped"], "additionalProperties": false,
              "properties": {"answered": {"$ref": "#/$defs/count"}, "helped": {"$ref": "#/$defs/count"}}
            },
            "cancelled": {"$ref": "#/$defs/count"}
          }
        },
        "corrected": {
          "type": "array",
          "items": {
            "type": "object", "required": ["device", "incarnation", "sequence", "day", "checklist", "first", "now", "corrections"], "additionalProperties": false,
            "properties": {
              "device": {"type": "string"}, "incarnation": {"type": "integer"}, "sequence": {"type": "integer"},
              "day": {"$ref": "#/$defs/day"}, "checklist": {"type": "string"},
              "first": {"$ref": "#/$defs/outcome"}, "now": {"$ref": "#/$defs/outcome"},
              "corrections": {
                "type": "array", "minItems": 1,
                "items": {
                  "type": "object", "required": ["incarnation", "sequence", "at"], "additionalProperties": false,
                  "properties": {
                    "incarnation": {"type": "integer"}, "sequence": {"type": "integer"},
                    "outcome": {"$ref": "#/$defs/outcome"}, "age": {"$ref": "#/$defs/age"}, "satisfaction": {"type": "integer"},
                    "reason": {"type": "string"}, "by": {"type": "string"}, "at": {"$ref": "#/$defs/time"}
                  }
                }
              }
            }
          }
        },
        "unit": {
          "allOf": [{"$ref": "#/$defs/sums"}],
          "type": "object",
          "required": ["schema", "definition", "period", "from", "to", "made", "volunteers", "shifts", "shiftSeconds", "days", "corrected", "desks", "heads", "unreadable"],
          "properties": {
            "schema": {"const": "tiepsuc-report-1"},
            "definition": {"$ref": "#/$defs/definition"},
            "period": {"$ref": "#/$defs/period"},
            "from": {"$ref": "#/$defs/day"},
            "to": {"$ref": "#/$defs/day"},
            "unit": {"type": "string"},
            "made": {"$ref": "#/$defs/time"},
            "volunteers": {"$ref": "#/$defs/count"},
            "shifts": {"$ref": "#/$defs/count"},
            "shiftSeconds": {"$ref": "#/$defs/count"},
            "days": {
              "type": "array",
              "items": {
                "type": "object", "required": ["day", "sessions", "completed"], "additionalProperties": false,
                "properties": {"day": {"$ref": "#/$defs/day"}, "sessions": {"$ref": "#/$defs/count"}, "completed": {"$ref": "#/$defs/count"}}
              }
            },
            "grouped": {
              "type": "object", "required": ["by", "groups"], "additionalProperties": false,
              "properties": {
                "by": {"enum": ["volunteer", "checklist", "unit", "day"]},
                "groups": {
                  "type": "array",
                  "items": {
                    "type": "object", "required": ["key", "tally"], "additionalProperties": false,
                    "properties": {"key": {"type": "string"}, "tally": {"$ref": "#/$defs/sums"}}
                  }
                }
              }
            },
            "corrected": {"$ref": "#/$defs/corrected"},
            "desks": {
              "type": "array",
              "items": {
                "type": "object", "required": ["device", "unit", "missing"], "additionalProperties": false,
                "properties": {"device": {"type": "string"}, "name": {"type": "string"}, "unit": {"type": "string"}, "lastReceipt": {"$ref": "#/$defs/time"}, "missing": {"type": "boolean"}}
              }
            },
            "heads": {
              "type": "array",
              "items": {
                "type": "object", "required": ["device", "incarnation", "branch", "sequence"], "additionalProperties": false,
                "properties": {"device": {"type": "string"}, "incarnation": {"type": "integer"}, "branch": {"type": "integer"}, "sequence": {"type": "integer"}}
              }
            },
            "unreadable": {"$ref": "#/$defs/count"},
            "supplement": {
              "type": "object", "required": ["late", "added", "removed", "corrected"], "additionalProperties": false,
              "properties": {
                "late": {"$ref": "#/$defs/counts"}, "added": {"$ref": "#/$defs/sums"}, "removed": {"$ref": "#/$defs/sums"},
                "corrected": {"$ref": "#/$defs/corrected"}
              }
            }
          }
        },
        "outside": {
          "type": "object",
          "description": "A figure that stands in no sum by itself is hidden: fewer than 5, or hidden to protect those who were helped.",
          "required": ["schema", "definition", "period", "from", "to", "made", "months", "openMonths", "volunteers", "shifts", "shiftSeconds", "tables"],
          "additionalProperties": false,
          "properties": {
            "schema": {"const": "tiepsuc-outside-report-1"},
            "definition": {"$ref": "#/$defs/definition"},
            "period": {"enum": ["month", "quarter", "year", "range"]},
            "from": {"$ref": "#/$defs/day"},
            "to": {"$ref": "#/$defs/day"},
            "unit": {"type": "string"},
            "made": {"$ref": "#/$defs/time"},
            "months": {"type": "array", "items": {"$ref": "#/$defs/day"}},
            "openMonths": {"type": "array", "items": {"$ref": "#/$defs/day"}},
            "volunteers": {"$ref": "#/$defs/count"},
            "shifts": {"$ref": "#/$defs/count"},
            "shiftSeconds": {"$ref": "#/$defs/count"},
            "tables": {
              "type": "array",
              "items": {
                "type": "object", "required": ["id", "rows", "columns", "sums", "withheldMonths"], "additionalProperties": false,
                "properties": {
                  "id": {"type": "string"},
                  "rows": {"type": "array", "items": {"type": "string"}},
                  "columns": {"type": "array", "items": {"type": "string"}},
                  "sums": {
                    "type": "array",
                    "items": {
                      "type": "object", "required": ["rows", "columns", "count"], "additionalProperties": false,
                      "properties": {
                        "rows": {"type": "array", "minItems": 1, "items": {"type": "string"}},
                        "columns": {"type": "array", "minItems": 1, "items": {"type": "string"}},
                        "count": {"$ref": "#/$defs/count"}
                      }
                    }
                  },
                  "withheldMonths": {"type": "array", "items": {"$ref": "#/$defs/day"}}
                }
              }
            }
          }
        }
      }
    }
    """#
}
