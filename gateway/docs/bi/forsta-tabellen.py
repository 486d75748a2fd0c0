"""Ritar utredningstiden per kommun ur tabellen beslut: python3 forsta-tabellen.py 2080"""

import io
import os
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd
import requests

ADRESS = os.environ["KOMMUNHUB_URL"]
NYCKEL = (os.environ["KOMMUNHUB_NYCKEL"], os.environ["KOMMUNHUB_HEMLIGHET"])
EGEN = sys.argv[1] if len(sys.argv) > 1 else "2080"
AR = "2025"
MAL = 60


def tabell(namn, **urval):
    svar = requests.get(
        f"{ADRESS}/statistics/{namn}.csv",
        params={"dialect": "rfc4180", **urval},
        auth=NYCKEL,
        timeout=600,
    )
    if not svar.ok:
        raise SystemExit(svar.text)
    return pd.read_csv(io.StringIO(svar.text), dtype={"period": str, "platskod": str, "antal": "Int64"})


# En rad per plats: alla indelningar på TOTALT.
ODELAT = dict.fromkeys(["insats", "kon", "utfall_grupp", "utfall", "over_mal"], "TOTALT")
beslut = tabell("beslut", period=AR, kategori="OVRIGA_LSS", platsniva="KOMMUN,SAMVERKAN", **ODELAT)
samverkan = beslut[beslut.platsniva == "SAMVERKAN"].iloc[0]
kommuner = beslut[beslut.platsniva == "KOMMUN"].sort_values("medel_dagar", ascending=False)
# Tomt är inte noll: sådana kommuner står sist, med två punkter.
kommuner = pd.concat([kommuner[kommuner.medel_dagar.isna()], kommuner.dropna(subset=["medel_dagar"])])

fig, axel = plt.subplots(figsize=(8, 6))
farger = ["#003d7a" if kod == EGEN else "#9db4cc" for kod in kommuner.platskod]
staplar = axel.barh(kommuner.plats, kommuner.medel_dagar.fillna(0), color=farger)
for stapel, kod, dagar, antal in zip(staplar, kommuner.platskod, kommuner.medel_dagar, kommuner.antal):
    text = ".." if pd.isna(dagar) else f"{dagar:.1f} dagar, {antal} beslut".replace(".", ",")
    mitt = stapel.get_y() + stapel.get_height() / 2
    axel.text(0.8, mitt, text, va="center", fontsize=9, color="white" if kod == EGEN else "#1a1a1a")
axel.axvline(MAL, color="#a03000", linestyle="--", linewidth=1.2)
axel.text(MAL + 0.4, len(kommuner) - 0.35, f"mål: under {MAL} dagar", color="#a03000", fontsize=9)
axel.axvline(samverkan.medel_dagar, color="#555555", linestyle=":", linewidth=1.2)
axel.text(
    samverkan.medel_dagar - 0.4,
    len(kommuner) - 0.35,
    "samverkan: " + f"{samverkan.medel_dagar:.1f}".replace(".", ","),
    color="#555555",
    fontsize=9,
    ha="right",
)
axel.set_title(f"Utredningstid, övriga insatser enligt LSS, {AR}", loc="left", fontsize=13, pad=22)
axel.set_xlabel("dagar från ansökan till beslut, medelvärde")
axel.spines[["top", "right", "left"]].set_visible(False)
axel.tick_params(left=False)
fig.text(
    0.01,
    0.01,
    f"Källa: kommunhub, tabell beslut, period {AR}, version {samverkan.version}, släppt {samverkan.slappt}. "
    '".." = inget värde att visa.',
    fontsize=7.5,
    color="#555555",
)
fig.tight_layout(rect=(0, 0.03, 1, 1))
fig.savefig("forsta-tabellen.png", dpi=90)
print(f"forsta-tabellen.png: {len(kommuner)} kommuner")
