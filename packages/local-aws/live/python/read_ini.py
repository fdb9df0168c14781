"""Reads INI files as botocore does. A line in: {"text": base64}. A line out: what botocore makes of the file."""

import base64
import json
import sys
import tempfile

from botocore.configloader import build_profile_map, raw_config_parse

with tempfile.NamedTemporaryFile() as file:
    for line in sys.stdin:
        file.seek(0)
        file.truncate()
        file.write(base64.b64decode(json.loads(line)["text"]))
        file.flush()
        try:
            sections = raw_config_parse(file.name)
        except Exception as error:
            print(json.dumps({"error": f"{type(error).__name__}: {error}"}))
            continue
        # Lists of pairs: an object would lose names such as __proto__ on the other side.
        print(json.dumps({"sections": sections, "profiles": build_profile_map(sections)}))
