"""Folding entries into views: a plain loop, with one small function for each kind."""

from collections.abc import Iterable
from typing import TypeVar

from visavis.mediation.changed import changed
from visavis.mediation.entries import Entry, Level, PartyId
from visavis.mediation.kinds import KINDS
from visavis.mediation.terms import DESIGN, Terms, day
from visavis.mediation.views.agreement import Agreement
from visavis.mediation.views.desk import DeskLane
from visavis.mediation.views.file import FileView
from visavis.mediation.views.parts import Step
from visavis.mediation.views.person import PartyView

V = TypeVar("V", PartyView, FileView, DeskLane)


def fold_own(party: PartyId, entries: Iterable[Entry], terms: Terms = DESIGN) -> PartyView:
    """A person's view of their own lane. Entries in order, already filtered by ``seen_by``."""
    view = PartyView(party, terms=terms)
    for entry in entries:
        view = _walked(view, KINDS[entry.kind].fold(view, entry), entry)
    return view


def fold_joint(about: str, entries: Iterable[Entry]) -> Agreement:
    """An object of several people, from its own lane."""
    view = Agreement(about)
    for entry in entries:
        view = KINDS[entry.kind].fold(view, entry)
    return view


def fold_file(entries: Iterable[Entry]) -> FileView:
    view = FileView()
    for entry in entries:
        view = _known_since(KINDS[entry.kind].fold(view, entry), entry)
    return view


def fold_desk(entries: Iterable[Entry]) -> DeskLane:
    view = DeskLane()
    for entry in entries:
        view = KINDS[entry.kind].fold(view, entry)
    return view


def fold_partly(view: V, seen: Iterable[tuple[Entry, Level]]) -> V:
    """The fold of what someone may know: of a mere fact, where it brought its person and nothing else."""
    for entry, level in seen:
        kind = KINDS[entry.kind]
        if level is Level.CONTENT:
            folded = kind.fold(view, entry)
        else:
            folded = view if kind.to is None else changed(view, state=kind.to)
        if isinstance(view, PartyView):
            folded = _walked(view, folded, entry)
        elif isinstance(view, FileView):
            folded = _known_since(folded, entry)
        view = folded
    return view


def _known_since(file: FileView, entry: Entry) -> FileView:
    return file if file.since is not None else changed(file, since=entry.at)


def _walked(before: PartyView, after: PartyView, entry: Entry) -> PartyView:
    if after.state is before.state or after.state is None:
        return after
    return changed(after, walked=(*after.walked, Step(after.state, day(entry.at))))
