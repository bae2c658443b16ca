"""PySpark sends every partition of a JSON Lines file through `analyze`, as it is, and counts countries.

usage: spark_pipe.py ARTICLES.jsonl
"""

import json
import os
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[2]").appName("khabar").config("spark.ui.enabled", "false").getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
articles = spark.sparkContext.textFile(sys.argv[1], minPartitions=4)

# A line that could not be analysed makes the exit status 1 and is named on standard error; the rest is there.
# Without an environment the workers would not know the path of the command.
command = "analyze --input-format jsonl --quiet -j 1 -"
reports = articles.pipe(command, env=dict(os.environ), checkCode=False).map(json.loads)
countries = (
    reports.flatMap(lambda report: {place.get("country") for place in report["places"]} - {None})
    .map(lambda country: (country, 1))
    .reduceByKey(lambda a, b: a + b)
)
print("reports", reports.count(), sep="\t")
for country, count in sorted(countries.collect(), key=lambda pair: (-pair[1], pair[0]))[:5]:
    print(country, count, sep="\t")
spark.stop()
