"""Describes a list of numbers."""

import json
import statistics


def handler(event, context):
    try:
        numbers = [float(number) for number in json.loads(event["body"])]
    except (TypeError, ValueError):
        return {"status": 400, "body": "send a JSON list of numbers\n"}
    if len(numbers) < 2:
        return {"status": 400, "body": "send two numbers at least\n"}
    print(f"{len(numbers)} numbers, {context.get_remaining_time_in_millis()} ms left")
    return {
        "count": len(numbers),
        "mean": statistics.fmean(numbers),
        "median": statistics.median(numbers),
        "deviation": statistics.stdev(numbers),
        "quartiles": statistics.quantiles(numbers, n=4),
    }
