"""Writes .npz archives with NumPy, for NpzFileTest."""

import pathlib
import sys
import zipfile

import numpy as np

out = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "core/src/test/resources/dev/ambi/core")

arrays = {
    "x": np.arange(6.0).reshape(2, 3),
    "fortran": np.asfortranarray(np.arange(6, dtype="<i4").reshape(2, 3)),
    "big": np.arange(3, dtype=">i2"),
    "text": np.array(["a", "bcd"]),
    "scalar": np.array(2.5),
    "empty": np.zeros((0, 3), np.int8),
    "records": np.array([(1, 2.5), (3, 4.5)], [("a", "<i4"), ("b", "<f8")]),
    "dir/näme": np.array([True, False]),
    "zeros": np.zeros(20000),
}
np.savez(out / "numpy-stored.npz", **{k: v for k, v in arrays.items() if k != "zeros"})
np.savez_compressed(out / "numpy-compressed.npz", **arrays)
with zipfile.ZipFile(out / "numpy-objects.npz", "w") as z:
    with z.open("objects.npy", "w") as f:
        np.lib.format.write_array(f, np.array([None, 1]), allow_pickle=True)
    z.writestr("notes.txt", "not an array")
