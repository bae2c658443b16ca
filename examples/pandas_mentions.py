"""Mentions as a data frame: how often each type is found, and how sure.

usage: analyze news/ --format csv | pandas_mentions.py
"""

import sys

import pandas

mentions = pandas.read_csv(sys.stdin, keep_default_na=False, na_values={"confidence": [""]})
table = mentions.groupby("type").agg(
    mentions=("text", "size"), articles=("source", "nunique"), confidence=("confidence", "mean")
)
print(table.round(3).to_string())
