"""Sums up sales: {"csv": "shop,amount\\nnorth,10\\n"} becomes totals by shop."""
import csv
import io
from collections import defaultdict
from decimal import Decimal


def summary(event, context):
    totals = defaultdict(Decimal)
    rows = list(csv.DictReader(io.StringIO(event["csv"])))
    for row in rows:
        totals[row["shop"]] += Decimal(row["amount"])
    print(f"{len(rows)} rows")
    return {shop: str(total) for shop, total in sorted(totals.items())}
