#!/usr/bin/env python3
"""Holds the package against its layers, and keeps type names apart.

usage: layers.py PACKAGE.json          check; PACKAGE.json is what `swift package describe --type json` prints
       layers.py PACKAGE.json --table  print the table of targets for the architecture article
"""
import collections
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def folder(target):
    """`Core` for `Sources/Core/Journal`; None where a target lies outside `Sources`."""
    parts = target["path"].split("/")
    if parts[0] == "Assets":
        return "Assets"
    return parts[1] if parts[0] == "Sources" and len(parts) > 2 else None


def layer_faults(targets, layers):
    where = {target["name"]: folder(target) for target in targets}
    faults = []
    for target in targets:
        own = where[target["name"]]
        if own is None:
            continue
        if own not in layers:
            faults.append(f"{target['name']}: the folder {own} is not in .ci/LAYERS")
            continue
        for used in target.get("target_dependencies", []):
            other = where.get(used)
            if other is None or layers.index(other) > layers.index(own):
                faults.append(f"{target['name']} ({own}) uses {used} ({other or 'a part for tests'})")
    return faults


def type_faults(targets):
    """Names of types at file level that stand in two targets of the product."""
    homes = collections.defaultdict(set)
    pattern = re.compile(
        r"^(?:(?:public|package|internal|final|indirect|nonisolated) )*(?:struct|class|enum|actor|protocol) (\w+)", re.M)
    for target in targets:
        if folder(target) in (None, "System", "Apps", "Bench"):
            continue
        for root, _, files in os.walk(target["path"]):
            for name in files:
                if name.endswith(".swift"):
                    with open(os.path.join(root, name), encoding="utf-8") as file:
                        for found in pattern.findall(file.read()):
                            homes[found].add(target["name"])
    return [f"the type {name} stands in {', '.join(sorted(where))}" for name, where in sorted(homes.items()) if len(where) > 1]


def table(targets, layers):
    print("| folder | target | uses |\n| --- | --- | --- |")
    for layer in layers:
        for target in sorted((t for t in targets if folder(t) == layer), key=lambda t: t["name"]):
            used = sorted(target.get("target_dependencies", [])) + sorted(target.get("product_dependencies", []))
            print(f"| {layer} | `{target['name']}` | {', '.join(used) or '–'} |")


def main() -> int:
    with open(sys.argv[1], encoding="utf-8") as file:
        targets = json.load(file)["targets"]
    with open(os.path.join(HERE, "LAYERS"), encoding="utf-8") as file:
        layers = [line.strip() for line in file if line.strip() and not line.startswith("#")]
    if "--table" in sys.argv:
        table(targets, layers)
        return 0
    faults = layer_faults(targets, layers) + type_faults(targets)
    count = sum(folder(t) is not None for t in targets)
    print("\n".join(faults) or f"{count} targets, arrows only upward in the list, no type name in two of them")
    return bool(faults)


sys.exit(main())
