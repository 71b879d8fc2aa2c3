"""The form of some settings: what may stand in each, said in a plain sentence where it may not."""

import re
import unicodedata
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visavis.doors.keeper.settings_kinds import Part, Setting
from visavis.doors.shared.proving import Proof
from visavis.mediation.safeguards.structure import betrayed_by
from visavis.service.changes import Value
from visavis.service.current import FACTS, LETTERS, Service
from visavis.service.sources import RETIRED

LOOK, SAVE, BACK = "look", "save", "back"
NEVER = re.compile(
    r"\b(daders?|slachtoffers?|verdachten?|delict\w*|zaak|partij(en)?|geslaagd|mislukt|offenders?|victims?|failed)\b"
    r"|(?<!criminal )\bcases?\b",
    re.IGNORECASE,
)
"""Words that are on none of our screens (domain §11)."""
ADDRESS = re.compile(r"https?:|www\.|@|<|>|\{|\}", re.IGNORECASE)
PHONE = re.compile(r"[\d\s()+/.-]+")
DIGITS = range(3, 16)
MISSING = gettext_lazy("Write something here first.")
YES_NO = ((1, gettext_lazy("Yes")), (0, gettext_lazy("No")))


def said(setting: Setting, part: int) -> str:
    """The name of a field."""
    return f"{setting.key}_{part}"


class SettingsForm(Proof):
    """Fields for each part of each setting, and what was last seen of it. Asks for the passphrase to save."""

    def __init__(
        self,
        request: HttpRequest,
        settings: tuple[Setting, ...],
        service: Service,
        begins: dict[str, Value],
    ) -> None:
        super().__init__(request)
        self.settings = settings
        self.step = request.POST.get("step", "")
        passphrase = self.fields.pop("passphrase")
        for setting in settings:
            change = setting.change(service)
            self.fields[self.basis_of(setting)] = forms.IntegerField(
                widget=forms.HiddenInput, initial=change.n if change else 0, min_value=0
            )
            value = begins.get(setting.name) or setting.value(service)
            for number, part in enumerate(setting.parts):
                field = _field(setting, part)
                field.initial = value[number] if number < len(value) else ""
                self.fields[said(setting, number)] = field
        self.fields["passphrase"] = passphrase

    def needs_proof(self) -> bool:
        return self.step == SAVE

    def basis_of(self, setting: Setting) -> str:
        return f"{setting.key}_basis"

    def value_of(self, setting: Setting) -> Value:
        """What was filled in."""
        found = (self.cleaned_data.get(said(setting, n)) for n in range(len(setting.parts)))
        return tuple(
            (RETIRED if one else "") if isinstance(one, bool) else str("" if one is None else one)
            for one in found
        )

    def basis(self, setting: Setting) -> int:
        return int(self.cleaned_data[self.basis_of(setting)] or 0)

    def stand_on(self, service: Service) -> None:
        """What is looked at next was seen: somebody else was first, and their value is on the page."""
        self.data = self.data.copy()
        for setting in self.settings:
            change = setting.change(service)
            self.data[self.basis_of(setting)] = str(change.n if change else 0)

    def names(self) -> set[str]:
        return {*self.fields, "step"}

    def clean(self) -> dict[str, Any]:
        for setting in self.settings:
            self._check(setting)
        return super().clean()

    def _check(self, setting: Setting) -> None:
        texts = {
            said(setting, n): self.cleaned_data.get(said(setting, n))
            for n, part in enumerate(setting.parts)
            if not part.tick and not part.number and setting.limit is None
        }
        for name, text in texts.items():
            wrong = text and _wrong(str(text), setting)
            if wrong:
                self.add_error(name, wrong)
        if setting.name == f"{FACTS}.hours" and len({bool(text) for text in texts.values()}) == 2:
            empty = next(name for name, text in texts.items() if not text)
            self.add_error(empty, _("Fill it in in both languages, or leave both empty."))
        if setting.name.startswith(f"{LETTERS}."):
            self._check_letter(setting)
        if setting.name == f"{FACTS}.phone":
            [(name, phone)] = texts.items()
            digits = re.sub(r"\D", "", phone or "")
            if phone and (not PHONE.fullmatch(phone) or len(digits) not in DIGITS):
                self.add_error(
                    name, _("This is no telephone number that people can call. Look once more.")
                )

    def _check_letter(self, setting: Setting) -> None:
        """Both languages or neither, and nothing that says too much (S45)."""
        names = [said(setting, n) for n in range(len(setting.parts))]
        for name in names:
            if word := betrayed_by(self.cleaned_data.get(name) or ""):
                text = _("“%(word)s” says too much for the words of a letter. Say it without that.")
                self.add_error(name, text % {"word": word})
        for pair in (names[:2], names[2:]):
            filled = {name for name in pair if self.cleaned_data.get(name)}
            if len(filled) == 1 and not {*pair} & {*self.errors}:
                empty = next(name for name in pair if name not in filled)
                self.add_error(empty, _("Fill it in in both languages, or leave both empty."))


def _wrong(text: str, setting: Setting) -> str:
    """Why this cannot stand there; empty: it can."""
    if any(unicodedata.category(sign) in {"So", "Cs", "Co", "Cn", "Cf"} for sign in text):
        return _("Use letters, digits and ordinary signs. This stands on paper too.")
    if setting.sentence and ADDRESS.search(text):
        return _("Only sentences can stand here, without an address or signs as < and {.")
    found = NEVER.search(text)
    if found:
        return _("We never say “%(word)s” to people. Choose another word.") % {
            "word": found.group(0)
        }
    return ""


def _field(setting: Setting, part: Part) -> forms.Field:
    limit = setting.limit
    if limit and limit.unit == "yes":
        return forms.TypedChoiceField(
            label=setting.label,
            help_text=setting.where,
            choices=YES_NO,
            coerce=int,
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Choose an answer first.")},
        )
    if limit:
        between = _("Between %(least)s and %(most)s.") % {"least": limit.least, "most": limit.most}
        return forms.IntegerField(
            label=setting.label
            if limit.unit == "people"
            else f"{setting.label}: {str(part.label).lower()}",
            help_text=f"{setting.where}. {between}".replace("..", "."),
            min_value=limit.least,
            max_value=limit.most,
            widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
            error_messages={
                "required": _("Fill in a number."),
                "invalid": _("Fill in a whole number."),
                "min_value": _("It can be %(limit_value)s at least."),
                "max_value": _("It can be %(limit_value)s at most."),
            },
        )
    if part.tick:
        return forms.BooleanField(label=part.label, help_text=part.hint, required=False)
    if part.number:
        return forms.IntegerField(
            label=part.label,
            help_text=part.hint,
            required=part.required,
            min_value=1,
            max_value=10**part.most - 1,
            widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
            error_messages={
                "invalid": _("Fill in a whole number."),
                "min_value": _("It can be %(limit_value)s at least."),
                "max_value": _("It can be %(limit_value)s at most."),
            },
        )
    widget: forms.Widget = forms.TextInput(attrs={"autocomplete": "off"})
    if part.lines > 1:
        widget = forms.Textarea(attrs={"rows": part.lines, "autocomplete": "off"})
    if part.language:
        widget.attrs["lang"] = part.language
    alone = len(setting.parts) == 1
    return forms.CharField(
        label=setting.label if alone else part.label,
        help_text=f"{setting.where} {part.hint}".strip() if alone else part.hint,
        max_length=part.most,
        required=part.required,
        widget=widget,
        error_messages={"required": MISSING},
    )
