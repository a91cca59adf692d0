"""docs/record-export.schema.json: what a worker's copy of her record looks like to a machine."""

import json

from jiaxin.flows.rights import document


def written() -> str:
    return json.dumps(document.schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
