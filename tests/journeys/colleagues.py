"""Those who work at the service, as the demo lets one look: intake, planner, mediator."""

from dataclasses import dataclass, field
from typing import Any

from tests.journeys.walkers import Opens, Walker, Words

SIDES = {"a": "Side A", "b": "Side B"}


def comes_in(opens: Opens, role: str) -> Walker:
    """One click on the demo's page."""
    who = opens(role)
    who.goes("/demo/")
    label = {"intake": "Noor Aalders", "planner": "Dirk Zwart", "mediator": who.demo.mediator}[role]
    button = who.main.locator("button").filter(has_text=label)
    with who.page.expect_navigation():
        button.click()
    if who.language == "en" and "/en/" not in who.page.url:
        who.page.locator(".langs a[hreflang=en]").click()
    who.looks()
    return who


def intake_prepares(opens: Opens, told: str) -> str:
    """Rings the person whose list line says ``told``, and prepares. Returns the nickname."""
    intake = comes_in(opens, "intake")
    intake.follows("New", within=intake.page.locator("nav"))
    line = intake.main.locator("ul.work > li").filter(has_text=told)
    intake.follows("Prepare", within=line)
    assert told in intake.text
    nickname = intake.page.input_value("main [name=nickname]")
    intake.chooses(event_type="property", referral_source="self", legal_stage="sentenced")
    intake.presses("Pass it to the planner")
    intake.page.context.close()
    return nickname


def planner_assigns(opens: Opens, nickname: str, other: str) -> None:
    planner = comes_in(opens, "planner")
    planner.follows("New", within=planner.page.locator("nav"))
    line = planner.main.locator("ul.work > li").filter(has_text=nickname)
    planner.follows("Take up", within=line)
    planner.writes(other_name=other)
    mediators = planner.main.locator("option, .choice").filter(has_text=planner.demo.mediator)
    account = mediators.first.get_attribute("value")
    if account is None:  # a few mediators stand side by side, many in a list
        mediators.first.locator("input").check(force=True)
    else:
        planner.chooses(mediator=account)
    planner.ticks("knows_nobody")
    planner.presses("Take up and assign")
    planner.page.context.close()


@dataclass
class Mediator:
    """A mediator with one trajectory open."""

    at: Walker
    nickname: str
    address: str = ""
    sides: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, opens: Opens, nickname: str) -> "Mediator":
        at = comes_in(opens, "mediator")
        at.follows("Trajectories", within=at.page.locator("nav"))
        at.page.fill("#zoek", nickname)
        at.presses("Find")
        at.follows(nickname)
        return cls(at, nickname, at.page.url)

    def trajectory(self) -> Walker:
        self.at.goes(self.address)
        return self.at

    def side(self, half: str) -> Walker:
        """One side, opened; found by clicking once, and kept open from then on."""
        if half in self.sides:
            self.at.goes(self.sides[half])
        else:
            self.trajectory().follows("Open %(label)s", label=self.at.said(SIDES[half])[0])
            self.sides[half] = self.at.page.url
        return self.at

    def opens(self, half: str, title: Words, *, comes: bool = True) -> Walker:
        """Goes to a form of one side; ``comes``: the desk itself named it as the next step."""
        self.side(half)
        if comes:
            heading = self.at.page.locator("h3").filter(has_text=self.at.pattern("Next"))
            named = heading.locator("xpath=following-sibling::ul").locator("a")
            assert named.filter(has_text=self.at.pattern(title)).count(), (
                f"{title!r} is not named as next; but {named.all_inner_texts()}"
            )
        self.at.follows(title)
        return self.at

    def does(
        self,
        half: str,
        title: Words,
        button: Words = "Record this",
        *,
        comes: bool = True,
        writes: dict[str, str] | None = None,
        **chosen: Any,
    ) -> Walker:
        self.opens(half, title, comes=comes)
        self.at.writes(**(writes or {}))
        self.at.chooses(**chosen)
        self.at.presses(button)
        assert not self.at.page.locator("main [role=alert], main .errors").count(), self.at.text
        return self.at

    def is_asked(self, task: Words, half: str = "") -> Walker:
        """Goes to *Today*: this work stands there for this trajectory, and is followed."""
        self.at.goes("/werk/")
        line = self.at.main.locator("ul.work > li").filter(has_text=self.nickname)
        line = line.filter(has=self.at.page.locator("a").filter(has_text=self.at.pattern(task)))
        if half:
            line = line.filter(has_text=self.at.said(SIDES[half])[0])
        assert line.count(), f"{task!r} is not on Today: {self.at.text}"
        self.at.follows(task, within=line.first)
        return self.at

    def is_not_asked(self, task: Words) -> None:
        self.at.goes("/werk/")
        lines = self.at.main.locator("ul.work > li").filter(has_text=self.nickname)
        assert not lines.filter(has_text=self.at.pattern(task)).count()

    def opens_a_place(self, half: str, agreed: str) -> str:
        """The four words of the invitation."""
        self.side(half)
        self.at.follows("Open a place of their own")
        self.at.writes(agreed=agreed)
        self.at.presses("Show the code")
        return self.at.main.locator("bdi").first.inner_text()

    def explores(self, half: str, summary: str, **chosen: Any) -> None:
        self.does(
            half,
            "Exploratory talk",
            writes={"summary": summary},
            language_help="mastered",
            **chosen,
        )

    def says_it_fits(self, half: str) -> None:
        self.does(
            half,
            "Does it fit now?",
            verdict="go",
            understood="yes",
            acute="no",
            criminal_case_open="no",
            lawyer_offered="no",
            motive_fair="yes",
            acknowledges="yes",
        )
