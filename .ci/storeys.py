#!/usr/bin/env python3
"""Holds the package against its storeys: a target may use only what stands below it.

usage: storeys.py PACKAGE.json STOREYS    (PACKAGE.json: what `swift package describe --type json` prints)
"""
import json
import sys


def main() -> int:
    package, plan = sys.argv[1:3]
    with open(package) as file:
        targets = json.load(file)["targets"]
    height = {}
    with open(plan) as file:
        floors = (line.split() for line in file if line.strip() and not line.startswith("#"))
        for number, floor in enumerate(floors):
            height.update(dict.fromkeys(floor, number))
    faults = []
    for target in targets:
        name = target["name"]
        if target["type"] == "test":
            continue
        if name not in height:
            faults.append(f"{name}: has no storey in {plan}")
            continue
        for used in target.get("target_dependencies", []):
            if height.get(used, -1) >= height[name]:
                faults.append(f"{name} (storey {height[name]}) uses {used} (storey {height.get(used)})")
    print("\n".join(faults) or f"{len(height)} targets, arrows only downward")
    return bool(faults)


sys.exit(main())
