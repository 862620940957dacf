"""An invented quarrel of 甲国 and 乙国 over 丁市: two letters, a reply that cites one of them, a meeting."""

from __future__ import annotations

from pathlib import Path

from rdflib import Graph

from builders.world import Doc, contradict, fill, same

A, B, UN, D, TRUCE = "actor/a", "actor/b", "actor/un", "place/ding", "agreement/truce"


def base(document: Doc) -> Doc:
    document.thing(A, "Actor", "State", zh="甲国", en="Stateland A").thing(
        B, "Actor", "State", zh="乙国", en="Stateland B"
    )
    document.thing(UN, "Actor", "Organization", zh="联合国", en="United Nations")
    document.thing(D, "Place", zh="丁市", also=["庚市"])
    return document.thing(TRUCE, "Agreement", zh="停火协定")


def letter_a() -> tuple[Doc, dict[str, str]]:
    """甲国 accuses 乙国 of firing on 丁市 and of breaking the truce; a letter with a symbol."""
    doc = base(Doc("S-1999-1", kind="Letter", day="1999-03-05", symbols=["S/1999/1", "A/53/1"], sender=A))
    doc.event("event/fire-a", "ArmedAttack", begin="1999-03-01", agent=B, patient=A, place=D)
    doc.part("CoverLetter", A)
    (fire,) = doc.says(
        "3月1日，乙国向丁市开火，打死5人。",
        {"by": A, "act": "accuse", "to": [B], "about": ["event/fire-a"]},
        named={"乙国": B, "丁市": D},
    )
    doc.count("count/a", fire, "killed", 5, side=A, event="event/fire-a")
    breach = doc.says(
        "乙国违反停火协定。",
        {"by": A, "act": "accuse", "to": [B]},
        {"by": A, "compliance": "violates", "complier": B, "about": [TRUCE]},
        named={"停火协定": TRUCE},
    )
    (vague,) = doc.says("有人撒谎。", {"by": A, "act": "accuse"})
    return doc, {"fire": fire, "breach": breach[0], "breach-2": breach[1], "vague": vague}


def letter_b() -> tuple[Doc, dict[str, str]]:
    """乙国 answers: it cites S/1999/1, denies the shots and says that it keeps the truce."""
    doc = base(Doc("S-1999-2", kind="Letter", day="1999-03-09", symbols=["S/1999/2"], sender=B)).cites("S/1999/1")
    doc.event("event/fire-b", "ArmedAttack", begin="1999-03-01", agent=B, place=D)
    doc.part("CoverLetter", B)
    (deny,) = doc.says(
        "3月1日乙国没有向被占领的庚市开火（见S/1999/1）。",
        {"by": B, "act": "deny", "negative": True, "about": ["event/fire-b"], "cites": "S/1999/1"},
        named={"庚市": D},
        status={"庚市": ("occupied",)},
    )
    (keeps,) = doc.says("乙国遵守停火协定。", {"by": B, "compliance": "complies", "complier": B, "about": [TRUCE]})
    (reject,) = doc.says("我们拒绝甲国的指控。", {"by": B, "act": "deny", "negative": True, "to": [A]})
    (toll,) = doc.says("那天没有人死亡。", {"by": B, "act": "report"})
    return doc, {"deny": deny, "keeps": keeps, "reject": reject, "toll": toll}


def letter_without_symbol() -> tuple[Doc, dict[str, str]]:
    """甲国 condemns 乙国 in a letter that prints no symbol."""
    doc = base(Doc("note", kind="Letter", day="1999-04-01", sender=A)).part("CoverLetter", A)
    (condemn,) = doc.says("甲国谴责乙国。", {"by": A, "act": "condemn", "to": [B]})
    return doc, {"condemn": condemn}


def meeting() -> tuple[Doc, dict[str, str]]:
    """The United Nations pass on what 甲国 says of 乙国; 乙国 speaks before 甲国, then again."""
    doc = base(Doc("S-PV.1", kind="MeetingRecord", day="1999-03-20", symbols=["S/PV.1"])).cites("S/1999/2")
    doc.event("event/siege", "Obstruction", begin="1999-02-01", agent=B, place=D)
    doc.part("Chair", UN)
    doc.part("Speech", UN)
    start = len(doc.text)
    doc.says("甲国称乙国围困“庚市”。", named={"庚市": D}, status={"庚市": ("marked",)})
    inner = str(doc.claim(start, start + 11, by=A, act="accuse", to=[B], about=["event/siege"]))
    outer = str(doc.claim(start, start + 12, by=UN, act="report", about=["claim/S-PV.1/0"], source=A))
    doc.part("Speech", B)
    (request,) = doc.says("乙国要求甲国撤出丁市。", {"by": B, "act": "request", "to": [A]}, named={"丁市": D})
    doc.part("Speech", A)
    (again,) = doc.says(
        "乙国至今违反停火协定，S/1999/2号文件是谎言。",
        {"by": A, "compliance": "violates", "complier": B, "about": [TRUCE], "cites": "S/1999/2"},
    )
    doc.part("Speech", B)
    (open_,) = doc.says("道路畅通。", {"by": B, "act": "deny", "negative": True, "about": ["claim/S-PV.1/0"]})
    return doc, {"inner": inner, "outer": outer, "request": request, "again": again, "open": open_}


def quarrel(folder: Path) -> dict[str, str]:
    """Fills a store with all four documents and what is found between them; gives the claims' IRIs by name."""
    made = [letter_a(), letter_b(), letter_without_symbol(), meeting()]
    claims = {name: iri for _, named in made for name, iri in named.items()}
    disputes = Graph()
    same(disputes, "event/fire-a", "event/fire-b")
    contradict(
        disputes, claims["fire"], claims["toll"], "figures", "event/fire-a",
        "一说5人死亡，一说无人死亡", "five dead against none",
    )  # fmt: skip
    fill(folder, *(document for document, _ in made), disputes=disputes)
    return claims
