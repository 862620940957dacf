"""The three invented documents of tests/data and their graph of disputes, and the words that stand in them."""

from pathlib import Path

import pyoxigraph as ox

from builders.small import SMALL, fill, stored_build
from kg.graph.store import Store

REPLY = SMALL.with_name("reply.trig")
IDS = "https://w3id.org/letterkg/id/"
A, B, C = "letter-a.txt", "record-b.txt", "letter-c.txt"
D1, D2, D7 = "1999-03-01", "1999-03-02", "1999-03-07"
WRITTEN = {A: "1999-03-05", B: "1999-03-08", C: "1999-03-10"}

FIRE = "1999年3月1日，乙国军队向丁市开火，造成甲国2名军人死亡、至少5名平民受伤。"  # A 31
BREACH = "乙国违反了1998年停火协定。"  # A 73
NEVER_WU = "甲国否认曾在3月2日袭击戊村。"  # A 89
RAID = "1999年3月2日，甲国部队袭击了己村，打死乙国3名平民。"  # B 40
NEVER_DING = "乙国没有袭击丁城。"  # B 69
ROADS = "1999年2月起，甲国封锁道路。"  # B 78
KEPT = "乙国遵守1998年停火协定。"  # B 94
LEAVE = "甲国要求乙国撤军。"  # B 136
NO_FIRE = "乙国否认曾在3月1日向丁城开火。"  # C 26
TOLD = "据庚国卫生部称，截至3月9日丁城有5名军人死亡，其中3名军官。"  # C 43
QUOTED = "甲国说乙国侵略了它"  # C 75
LEVEL = "甲国说乙国侵略了它，所谓侵略并无其事。"  # C 75
THANKS = "乙国感谢庚国。"  # C 95
VILLAGE = "过去几个月，甲国边防军封锁己村，乙国予以谴责。"  # C 103
MEETING = "3月7日，甲国和乙国在庚国会晤。"  # C 127
MEDIATED = "庚国调解了1998年2月1日停火协定。"  # C 144
BROKEN = "甲国违反了停火协定"  # C 164
KEEP = "乙国要求甲国遵守第7号决议。"  # C 174


def fill_all(folder: Path) -> Path:
    """Writes the two small documents, the third and the graph of disputes into the store of the folder."""
    with Store(fill(folder)) as store:
        quads = list(ox.parse(path=str(REPLY), format=ox.RdfFormat.TRIG))
        store.inner.extend(quad for quad in quads if quad.graph_name.value == f"{IDS}graph/disputes")
        letter = f"{IDS}document/S-1999-2"
        store.replace(stored_build(letter, file_name=C), [q.triple for q in quads if q.graph_name.value == letter])
    return folder
