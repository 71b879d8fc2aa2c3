"""``{% own_words "name" %}…{% endown_words %}``: a sentence that a service may say in its own words.

What stands between the two is said where it has none. A language in which it did not write is answered in English:
the sentence of Visavis may say what is not true there.
"""

from django.template import Context, Library
from django.template.base import Node, NodeList, Parser, Token
from django.utils.html import conditional_escape, format_html
from django.utils.translation import get_language

from visavis.doors.shared.languages import plain
from visavis.service.current import current

register = Library()


class OwnWords(Node):
    def __init__(self, name: str, otherwise: NodeList) -> None:
        self.name, self.otherwise = name, otherwise

    def render(self, context: Context) -> str:
        own = current().words.get(self.name)
        if own is None:
            return self.otherwise.render(context)
        language = plain(get_language())
        if language in {"nl", "en"}:
            return conditional_escape(own.within(get_language() or language))
        return format_html('<bdi lang="en">{}</bdi>', own.en)


@register.tag
def own_words(parser: Parser, token: Token) -> OwnWords:
    _tag, name = token.split_contents()
    inside = parser.parse(("endown_words",))
    parser.delete_first_token()
    return OwnWords(name.strip("\"'"), inside)
