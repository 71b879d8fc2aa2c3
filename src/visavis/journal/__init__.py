"""record and see: sealed per lane, chained, appended. The only room that touches ciphertext.

What others call (import from the modules named; this package imports nothing, so that Django can load it):

Keys (``root``, ``keys``)
    ``create_root(path, passphrase) -> Root`` · ``open_root(path, passphrase) -> Root`` raises KeyUnavailable
    (one plain sentence: refuse to start with it) · ``create_tenant(root, tenant_id) -> Keys`` ·
    ``open_service(root) -> Keys`` · rings, made by a door per request:
    ``participant_ring(keys, party)``, ``sign_up_ring(keys)``, ``desk_ring(keys, within=None)`` (``within``:
    trajectory → whether this door may), ``sweep_ring(keys)``, ``outbox_ring(keys)``, ``study_ring(keys)``.
Acts (``record``)
    ``carry_out(act, actor, Where(trajectory=…) | Where(party=…), ring, now, *, token=None, key=None,
    content_hash=None) -> Recorded | Refusal | Stale | Conflict`` ·
    ``sign_up(act, ring, now, rng, *, by=None, key=None, content_hash=None)`` the same, ``Recorded.where``
    says which trajectory and party · ``new_id(rng)`` for ids in acts. ``rng``: ``random.SystemRandom()``.
Seeing (``see``)
    ``see_party(party, ring, now) -> Seen[PartyView]`` · ``see_desk(trajectory, ring, now, audience=None) ->
    Seen[DeskView]`` · ``history(trajectory, ring, now, audience) -> {Lane: entries, newest first}``;
    ``Seen`` has view, token, basis. Errors: ``sheet.NotThere`` and ``keys.OutsideReach`` are a 404,
    ``envelope.Damaged`` and ``root.KeyUnavailable`` "not available".
Lists
    ``cards.caseload(ring, mediator=None, after="", limit=50) -> [CaseCard(trajectory, mediator, view)]`` ·
    ``worklist.tasks(ring, role, today, mediator=None, after=None, limit=100)``, ``worklist.tasks_of(ring,
    trajectory) -> [TaskItem]``.
Drafts (``drafts``)
    ``save_draft(party, name, text, ring)`` · ``draft(party, name, ring)`` · ``drafts(party, ring)`` ·
    ``discard_draft(party, name, ring)``.
Dated work (``sweep``), messages and the study's feed (``outbox``)
    ``run_due(ring, now) -> Swept(done, failed)`` · ``to_send(ring, today) -> [Message]``,
    ``take(id, now)``, ``mark_sent(id, now)`` · ``occasions(ring) -> [Occasion]``, ``take_occasions(ids)``,
    ``study_token(ring, party)``.
Many acts at once (``life``)
    ``Life(keys, rng)``: ``sign_up(act, now)``, ``carry_out(act, actor, where, now)``, ``run_due(now)``,
    ``next_due()``, ``see_party``, ``see_desk``, ``keep()`` writes all in one transaction.
"""
