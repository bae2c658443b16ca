"""SQL over reports: which countries are in how many articles, and the dates that the articles speak of.

usage: duckdb_reports.py REPORTS.jsonl
"""

import sys

import duckdb

reports = sys.argv[1]
connection = duckdb.connect()
connection.execute(
    """
    create view reports as
    select * from read_json(?, format = 'newline_delimited', columns = {
        source: 'struct(path varchar, id json)',
        article: 'struct(date varchar, words bigint)',
        places: 'struct(name varchar, kind varchar, country varchar, count bigint)[]',
        dates: 'struct(value varchar, grain varchar)[]'
    })
    """.replace("?", "'" + reports.replace("'", "''") + "'")
)
countries = """
    select place.country, count(*) as articles, sum(place.count) as mentions
    from (select unnest(places) as place from reports)
    where place.kind = 'country'
    group by all order by articles desc, mentions desc, 1 limit 5
"""
days = """
    select date.value, count(*) as mentions
    from (select unnest(dates) as date from reports)
    where date.grain = 'day' and date.value is not null
    group by all order by mentions desc, 1 limit 5
"""
for title, query in (("countries", countries), ("days", days)):
    print(title)
    for row in connection.execute(query).fetchall():
        print("", *row, sep="\t")
