"""The words of a person's own copy: names of what is kept, and what happened, in both languages.

Each field of their view and each kind of entry in their lane has one; a test holds them together.
"""

from collections.abc import Mapping

from visavis.mediation import ecogram
from visavis.mediation.approach.allowing import MAY_TELL
from visavis.mediation.approach.answering import ANSWERS
from visavis.mediation.around import WHAT_FOR
from visavis.mediation.closing import FOLLOW_UP_CHOICES
from visavis.mediation.complaints import ABOUT as COMPLAINED_ABOUT
from visavis.mediation.conference import METHODS
from visavis.mediation.exploring import CONSENT_ITEMS, VERDICTS
from visavis.mediation.last_word import LAST_WORDS
from visavis.mediation.letters.reading import OFFER_ANSWERS
from visavis.mediation.mediator import HANDED_OVER
from visavis.mediation.preparation import FORM_CHOICES, STANDING_WISHES
from visavis.mediation.sign_up import CHANNELS, EVENT_TYPES, NOT_TAKEN_UP, RELATIONS
from visavis.mediation.support import CLOSING_MENU, KEEPSAKE
from visavis.mediation.symbolic import SEEKS, SETTINGS
from visavis.mediation.telling import SENTENCES
from visavis.mediation.wording import ADDRESSES
from visavis.mediation.words import OWN_SCREEN, Text
from visavis.mediation.worries import SAYABLE

FIELDS: Mapping[str, Text] = {
    "state": Text("Waar u nu bent", "Where you are now"),
    "before_pause": Text("Waar u was voor de pauze", "Where you were before the pause"),
    "pause_until": Text("Pauze tot", "Pause until"),
    "walked": Text("Waar u bent geweest", "Where you have been"),
    "relation": Text("Wat u ermee te maken hebt", "What you have to do with it"),
    "initiating": Text("U hebt zich zelf aangemeld", "You signed up yourself"),
    "first_name": Text("Uw voornaam", "Your first name"),
    "story": Text("Wat u vertelde", "What you told us"),
    "rather_talk": Text("Liever in een gesprek", "Rather in a talk"),
    "other_described": Text("Wat u over de ander zei", "What you said of the other"),
    "read_days": Text("Dagen om het te lezen", "Days to read it"),
    "think_days": Text("Dagen om erover na te denken", "Days to think it over"),
    "yes_within": Text("Nog één keer gevraagd binnen (dagen)", "Asked once more within (days)"),
    "found_by": Text("Hoe u ons vond", "How you found us"),
    "language": Text("Taal", "Language"),
    "address": Text("Hoe wij u aanspreken", "How we address you"),
    "easy": Text("Makkelijk lezen", "Easy to read"),
    "reach": Text("Hoe wij u bereiken", "How we reach you"),
    "channel": Text("Manier", "Way"),
    "phone": Text("Telefoon", "Telephone"),
    "email": Text("E-mail", "E-mail"),
    "post": Text("Post", "Post"),
    "safe_times": Text("Wanneer het kan", "When it is safe"),
    "voicemail": Text("Bericht inspreken mag", "We may leave a message"),
    "never": Text("Wat wij nooit mogen doen", "What we must never do"),
    "mediator": Text("Uw bemiddelaar", "Your mediator"),
    "not_taken_up": Text("Waarom wij niet begonnen", "Why we did not start"),
    "informed": Text("Uitleg die u kreeg", "Explanations you got"),
    "at": Text("Wanneer", "When"),
    "version": Text("Versie", "Version"),
    "talks": Text("Gesprekken met ons", "Talks with us"),
    "talks_before": Text("Gesprekken van voor uw terugkomst", "Talks from before you came back"),
    "kind": Text("Soort", "Kind"),
    "on": Text("Dag", "Day"),
    "summary": Text("Samenvatting", "Summary"),
    "supporter": Text("Iemand die meekomt", "Someone who comes along"),
    "suitability": Text("Past dit nu?", "Does it fit now?"),
    "verdict": Text("Wat de bemiddelaar opschreef", "What the mediator wrote down"),
    "understood": Text("De uitleg is duidelijk", "The explanation is understood"),
    "acute": Text("Nu eerst steun nodig", "Support needed first"),
    "criminal_case_open": Text("Er loopt een strafzaak", "A criminal case is open"),
    "lawyer_offered": Text("Advocaat aangeboden", "A lawyer was offered"),
    "consent_items": Text("Waar u ja tegen zei", "What you said yes to"),
    "consented_on": Text("Ja gezegd op", "Said yes on"),
    "answered": Text("Uw antwoord op onze brief", "Your answer to our letter"),
    "may_tell": Text("Wat wij mogen vertellen", "What we may tell"),
    "may_tell_words": Text("Uw woorden voor de ander", "Your words for the other"),
    "may_tell_on": Text("Dat koos u op", "You chose that on"),
    "allowed_once": Text("Wat wij ooit mochten vertellen", "What we were once allowed to tell"),
    "words_once": Text("Uw woorden van eerder voor de ander", "Your earlier words for the other"),
    "forms_once": Text("Vormen die zijn afgesproken", "Forms that were agreed"),
    "news_date": Text("U hoort van ons op", "You hear from us on"),
    "told": Text("Wat u over de ander hoorde", "What you heard of the other"),
    "code": Text("Wat wij zeiden", "What we said"),
    "words": Text("Woorden van de ander", "Words of the other"),
    "standing_wish": Text("Wilt u horen van brieven?", "Do you want to hear of letters?"),
    "form_choice": Text("De vorm die u koos", "The form you chose"),
    "form_agreed": Text("De vorm die is afgesproken", "The form that was agreed"),
    "ready_wished": Text("U zei: ik ben klaar", "You said: I am ready"),
    "letters": Text("Brieven die u schreef", "Letters you wrote"),
    "text": Text("De brief", "The letter"),
    "sign_as": Text("Naam eronder", "Name below it"),
    "pictures": Text("Beelden bij de brief", "Pictures with the letter"),
    "says": Text("Wat er op het beeld staat", "What is on the picture"),
    "released_on": Text("Vrijgegeven op", "Released on"),
    "word": Text("Woord van uw bemiddelaar", "A word of your mediator"),
    "worded_on": Text("Wanneer uw bemiddelaar dat zei", "When your mediator said so"),
    "reaction": Text("Reactie", "Reaction"),
    "reader_received": Text("De lezer heeft hem gekregen", "The reader received it"),
    "reader_read": Text("De lezer heeft hem gelezen", "The reader read it"),
    "offers": Text("Brieven voor u", "Letters for you"),
    "answer": Text("Wat u koos", "What you chose"),
    "until": Text("Tot", "Until"),
    "opened_on": Text("Geopend op", "Opened on"),
    "released_received": Text("De schrijver mag weten: gekregen", "The writer may know: received"),
    "released_read": Text("De schrijver mag weten: gelezen", "The writer may know: read"),
    "closing": Text("Afronden", "Rounding off"),
    "talk": Text("Laatste gesprek", "Last talk"),
    "menu_offered": Text("Keuzes aangeboden", "Choices offered"),
    "offered_on": Text("Aangeboden op", "Offered on"),
    "choices": Text("Wat u koos", "What you chose"),
    "follow_up": Text("Later bellen", "Calling later"),
    "dates": Text("Wij bellen rond", "We call around"),
    "closed_on": Text("Afgerond op", "Rounded off on"),
    "held": Text("Wij belden op", "We called on"),
    "erase_by": Text("Wij wissen alles op", "We erase everything on"),
    "sort": Text("Soort traject", "Kind of trajectory"),
    "confirmed": Text("U zei zelf ja", "You said yes yourself"),
    "aged": Text("Uw leeftijd toen u die zei", "Your age when you told it"),
    "aged_on": Text("Leeftijd gezegd op", "Age told on"),
    "drafts": Text("Wat u liet meelezen", "What you showed while writing"),
    "messages": Text("Boodschappen van u", "Messages of yours"),
    "received": Text("De ander heeft het gehoord", "The other heard it"),
    "heard": Text("Boodschappen voor u", "Messages for you"),
    "videos": Text("Uw videoboodschap", "Your video message"),
    "takes": Text("Opnames", "Takes"),
    "seconds": Text(
        "Seconden video, te zien bij uw bemiddelaar",
        "Seconds of video, to be seen with your mediator",
    ),
    "chosen": Text("Een opname is gekozen", "A take was chosen"),
    "captions": Text("De woorden in de video", "What is said in it"),
    "may_stay": Text("Mag van u langer blijven", "May be kept longer, you said"),
    "keep": Text("Mag van u langer blijven", "May be kept longer, you said"),
    "stays": Text("Blijft langer", "Is kept longer"),
    "ended": Text("De video is vernietigd", "The video has been destroyed"),
    "subjects": Text("Waar het over mag gaan", "What it may be about"),
    "ask": Text("Wat u wilt vragen", "What you want to ask"),
    "say": Text("Wat u wilt zeggen", "What you want to say"),
    "not_hear": Text("Wat u niet wilt horen", "What you do not want to hear"),
    "talks_needed": Text("Gesprekken vooraf nodig", "Talks needed beforehand"),
    "appointments": Text("Afspraken", "Appointments"),
    "arrives": Text("U komt om", "You arrive at"),
    "leaves": Text("U gaat om", "You leave at"),
    "place": Text("Waar", "Where"),
    "call_name": Text("Uw naam in een videogesprek", "Your name in a video call"),
    "entrance": Text("Uw ingang", "Your entrance"),
    "present": Text("Wie er zijn", "Who will be there"),
    "signal": Text("Hoe u stopt of pauze neemt", "How you stop it or take a break"),
    "changes": Text("Keren veranderd", "Times changed"),
    "changed_at": Text("Het laatst veranderd op", "Last changed on"),
    "seating": Text("Wie waar zit", "Who sits where"),
    "speaking": Text("Wie wanneer praat", "Who speaks when"),
    "method": Text("Hoe het woord rondgaat", "How turns are kept"),
    "afterwards": Text("Hoe het eindigt", "How it ends"),
    "came": Text("Wie er ook waren", "Who came along"),
    "group": Text("Het groepsgesprek", "The group meeting"),
    "names": Text("De lijst van wie er komen", "The list of who comes"),
    "listed_on": Text("U kreeg die lijst op", "You got that list on"),
    "accepts": Text("U zei ja tegen die lijst", "You said yes to that list"),
    "told_once": Text("Namen die op een lijst stonden", "Names that stood on a list"),
    "shown_as": Text("Zo staat die op de lijst", "How they stand on the list"),
    "released": Text("Mag op de lijst", "May stand on the list"),
    "reconfirmed_at": Text("Nog eens ja gezegd op", "Said yes again on"),
    "form": Text("Vorm", "Form"),
    "minutes": Text("Minuten", "Minutes"),
    "stopped": Text("Gestopt", "Stopped"),
    "look_back": Text("Hoe u terugkijkt", "How you look back"),
    "stopped_at": Text("Contact gestopt op", "Contact stopped on"),
    "went_on_at": Text("Weer verder op", "Went on again on"),
    "agreement_ids": Text("Afspraken van u samen", "What you agreed together"),
    "agreements": Text("Afspraken van u samen", "What you agreed together"),
    "put_at": Text("Voorgelegd op", "Put before you on"),
    "recorded_on": Text("Vastgelegd op", "Recorded on"),
    "disclosed": Text("Gedeeld met", "Shared with"),
    "agreement_draft": Text("Wat u voorstelde", "What you proposed"),
    "accepted": Text("Waar u ja tegen zei", "What you accepted"),
    "not_accepted": Text("Teksten waar u nee tegen zei", "Texts you said no to"),
    "may_disclose": Text("Wie het ook mag lezen", "Who may read it too"),
    "recipient": Text("Voor wie", "For whom"),
    "complaints": Text("Klachten van u", "Complaints of yours"),
    "about": Text("Waarover", "About"),
    "openings": Text("Wie uw deel opende in nood", "Who opened your part in an emergency"),
    "disclosures": Text("Wat wij moesten melden", "What we had to report"),
    "mediator_asked_on": Text(
        "U vroeg een andere bemiddelaar op", "You asked for another mediator on"
    ),
    "co_mediator": Text("Bemiddelt ook", "Mediates too"),
    "second_left": Text("Bemiddelde ook", "Mediated too"),
    "second_left_on": Text("Bemiddelde ook, tot", "Mediated too, until"),
    "paused_for_safety": Text("Wij stopten voor nu", "We stopped for now"),
    "reply_to": Text("Waar het antwoord heen gaat", "Where the answer goes"),
    "answered_on": Text("Antwoord van", "Answer of"),
    "above": Text("De functionaris gegevensbescherming antwoordt", "The privacy officer answers"),
    "new_mediator_at": Text("Andere bemiddelaar sinds", "Another mediator since"),
    "handed": Text("Wat de nieuwe bemiddelaar mag zien", "What the new mediator may see"),
    "worries_said": Text("Zorgen die u noemde", "Worries you told us"),
    "planned_for": Text("Wij ronden af rond", "We round off around"),
    "contacts_left": Text("Zo vaak spraken wij nog", "How often we still spoke"),
    "contacts_before": Text("Zo vaak spraken wij al", "How often we had spoken"),
    "last_word": Text("Wat er met de brief gebeurt", "What becomes of the letter"),
    "support": Text("Wat helpt na afloop", "What helps afterwards"),
    "what": Text("Wat", "What"),
    "chosen_on": Text("Gekozen op", "Chosen on"),
    "arranged": Text("Wat wij regelden", "What we arranged"),
    "arranged_for": Text("Voor", "For"),
    "held_on": Text("Gebeurd op", "Took place on"),
    "helpful": Text("Hoe goed het hielp, van 1 tot 5", "How much it helped, from 1 to 5"),
    "helpful_asked": Text("U zei of het hielp", "You said whether it helped"),
    "own_letters": Text("Brieven aan uzelf", "Letters to yourself"),
    "returns_on": Text("Komt terug op", "Comes back on"),
    "in_envelope": Text("In een envelop bij ons", "In an envelope with us"),
    "back_on": Text("Teruggekomen op", "Came back on"),
    "handovers": Text("Tekst voor andere hulp", "A text for other help"),
    "to_whom": Text("Voor wie", "For whom"),
    "agreed": Text("U zei ja", "You said yes"),
    "said": Text("Wat u erbij zei", "What you said to it"),
    "handed_on": Text("Samen gebeld op", "Called together on"),
    "keepsake": Text("Wat in uw boekje staat", "What stands in your booklet"),
    "circle": Text("Uw kring", "Your circle"),
    "wished_on": Text("Gewenst op", "Wished for on"),
    "talked_on": Text("Besproken op", "Talked over on"),
    "wishes": Text("Wat u van de kring wilt", "What you want of the circle"),
    "meets_at": Text("De kring komt samen", "The circle meets"),
    "meets_where": Text("Waar", "Where"),
    "met_on": Text("De kring kwam samen op", "The circle met on"),
    "card": Text("Wie doet wat", "Who does what"),
    "who": Text("Wie", "Who"),
    "does": Text("Wat die doet", "What they do"),
    "checked_on": Text("Gevraagd hoe het gaat op", "Asked how it goes on"),
    "symbolic": Text(
        "Praten met mensen uit een andere gebeurtenis", "Talking with people from another event"
    ),
    "hopes": Text("Wat u hoopt", "What you hope for"),
    "seeks": Text("Wie u wilt ontmoeten", "Whom you would like to meet"),
    "setting": Text("Hoe u dat wilt", "How you would like it"),
    "event_type": Text("Soort gebeurtenis", "Kind of event"),
    "spoken": Text("Taal waarin u praat", "Language you speak in"),
    "region": Text("Streek", "Region"),
    "asked_on": Text("Gevraagd op", "Asked on"),
    "others": Text("Hoeveel anderen", "How many others"),
    "says_yes": Text("U wilt hen ontmoeten", "You want to meet them"),
    "meetings": Text("Ontmoetingen", "Meetings"),
    "rounded_off_on": Text("Afgerond op", "Rounded off on"),
    "where": Text("Waar", "Where"),
    "led_by": Text("Geleid door", "Led by"),
    "first_names": Text("Voornamen van de anderen", "First names of the others"),
    "was_there": Text("U was erbij", "You were there"),
    "ecogram": Text(
        "Wie er om u heen is, zoals u het tekende", "Who is around you, as you drew it"
    ),
    "circle_shared": Text(
        "De tekening zoals u die uw bemiddelaar liet zien",
        "The drawing as you showed it to your mediator",
    ),
    "moment": Text("Moment", "Moment"),
    "dots": Text("Wie er op de tekening staat", "Who is on the drawing"),
    "tie": Text("Wie het is", "Who it is"),
    "closeness": Text("Hoe dichtbij", "How near"),
    "knows": Text("Weet wat er is gebeurd", "Knows what happened"),
    "strength": Text("Kracht", "Strength"),
    "wish": Text("Contact", "Contact"),
    "around": Text("Mensen om u heen", "People around you"),
    "role": Text("Rol", "Role"),
    "name": Text("Naam", "Name"),
    "what_for": Text("Waarvoor", "What for"),
    "shared": Text("Wat die mag zien", "What they may see"),
    "guardians_said": Text("Wat een ouder of voogd zei", "What a parent or guardian said"),
    "agrees": Text("Is het ermee eens", "Agrees"),
    "heard_as_child": Text("Wat u zelf zei", "What you said yourself"),
    "new_words_on": Text("Nieuwe woorden gemaakt op", "New words made on"),
}
WITHIN: Mapping[str, Text] = {
    "openings.told": Text("Wat wij u zeiden", "What we told you"),
    "disclosures.told": Text("Wat wij u zeiden", "What we told you"),
    "walked.state": Text("Plek", "Place"),
    "group.name": Text("Wie u meeneemt", "Who you bring"),
    "group.said": Text("Wat u daarvan zei", "What you said of it"),
    "letters.state": Text("Hoe het ermee staat", "How it stands"),
    "offers.state": Text("Hoe het ermee staat", "How it stands"),
}
"""Where a name means something else inside a part of the view."""
IDS = frozenset(
    {
        "party", "letter", "parcel", "offer", "version_hash", "message", "delivery", "contact",
        "agreement", "complaint", "guardian", "guest", "dot", "mine", "own_letter", "note", "file",
        "digest", "width", "height", "call", "attendee", "video",
    }
)  # fmt: skip
"""Random numbers: in the file for machines, not on paper."""
OWN_ROOM = Text(
    "Een eigen wachtkamer, via uw pagina", "A waiting room of your own, through your page"
)
WITH_TIME = frozenset({"arrives", "leaves", "meets_at"})
OWN_WORDS = frozenset(
    {
        "says",
        "call_name",
        "story",
        "other_described",
        "safe_times",
        "never",
        "may_tell_words",
        "words_once",
        "words",
        "text",
        "captions",
        "reaction",
        "ask",
        "say",
        "not_hear",
        "look_back",
        "agreement_draft",
        "worries_said",
        "heard_as_child",
        "said",
        "wishes",
        "does",
    }
)
"""What a person wrote or said stands in another letter (experience.md §0.2)."""

_YES_NO = {"yes": Text("ja", "yes"), "no": Text("nee", "no")}
_MAY_TELL = {**MAY_TELL, **SENTENCES, "approach": Text("de ander vragen", "asking the other")}
CODES: Mapping[str, Mapping[str, Text]] = {
    "state": {str(state): text for state, text in OWN_SCREEN.items()}
    | {
        "released": Text("vrijgegeven", "released"),
        "returned": Text("kwam bij u terug", "came back to you"),
        "recalled": Text("teruggenomen", "taken back"),
        "offered": Text("ligt klaar", "is here"),
        "answered": Text("u koos", "you chose"),
        "opened": Text("gelezen", "read"),
        "gone": Text("niet meer hier", "no longer here"),
        "planned": Text("gepland", "planned"),
        "cannot": Text("u kunt niet", "you cannot come"),
        "move": Text("u vroeg een andere tijd", "you asked for another time"),
        "off": Text("gaat niet door", "called off"),
        "not_held": Text("ging niet door", "did not take place"),
    },
    "before_pause": {str(state): text for state, text in OWN_SCREEN.items()},
    "relation": RELATIONS,
    "channel": CHANNELS,
    "not_taken_up": NOT_TAKEN_UP,
    "consent_items": CONSENT_ITEMS,
    "answered": ANSWERS,
    "may_tell": _MAY_TELL,
    "allowed_once": _MAY_TELL,
    "code": SENTENCES,
    "standing_wish": STANDING_WISHES,
    "verdict": VERDICTS,
    "kind": {
        "exploratory": Text("verkennend gesprek", "exploratory talk"),
        "preparation": Text("voorbereidend gesprek", "preparation talk"),
    },
    "supporter": _YES_NO,
    "talk": {
        "held": Text("gehouden", "held"),
        "declined": Text("niet gewild", "not wanted"),
    },
    "address": ADDRESSES,
    "language": {
        "nl": Text("Nederlands", "Dutch"),
        "en": Text("Engels", "English"),
        "ar": Text("Arabisch", "Arabic"),
        "tr": Text("Turks", "Turkish"),
        "pl": Text("Pools", "Polish"),
        "ti": Text("Tigrinya", "Tigrinya"),
        "uk": Text("Oekraïens", "Ukrainian"),
    },
    "form_choice": FORM_CHOICES,
    "form_agreed": FORM_CHOICES,
    "forms_once": FORM_CHOICES,
    "form": FORM_CHOICES,
    "method": METHODS,
    "answer": OFFER_ANSWERS,
    "choices": CLOSING_MENU,
    "follow_up": FOLLOW_UP_CHOICES,
    "about": {**COMPLAINED_ABOUT, **SAYABLE},
    "handed": HANDED_OVER,
    "what_for": WHAT_FOR,
    "what": CLOSING_MENU,
    "seeks": SEEKS,
    "setting": SETTINGS,
    "event_type": EVENT_TYPES,
    "keepsake": KEEPSAKE,
    "last_word": LAST_WORDS,
    "moment": ecogram.MOMENTS,
    "tie": ecogram.TIES,
    "closeness": ecogram.CLOSENESS,
    "knows": ecogram.KNOWS,
    "strength": ecogram.STRENGTH,
    "wish": ecogram.WISH,
}

HAPPENED: Mapping[str, Text] = {
    "signed_up": Text("U meldde zich aan", "You signed up"),
    "reach_set": Text("U zei hoe wij u bereiken", "You said how we may reach you"),
    "address_chosen": Text("U zei hoe wij u aanspreken", "You said how to address you"),
    "reading_chosen": Text("U zei hoe u leest", "You said how you like to read"),
    "taken_up": Text("U hoorde wie uw bemiddelaar is", "You heard who your mediator is"),
    "new_words_given": Text("U kreeg nieuwe woorden", "You got new words"),
    "told_not_taken_up": Text("U hoorde dat wij niet beginnen", "You heard that we do not start"),
    "informed": Text("U kreeg uitleg", "You got an explanation"),
    "exploratory_talk_held": Text("Verkennend gesprek", "Exploratory talk"),
    "suitability_assessed": Text("Samen gekeken of het nu past", "Looked together whether it fits"),
    "consented": Text("U zei ja tegen meedoen", "You said yes to taking part"),
    "willing": Text("U doet mee", "You take part"),
    "approach_allowed": Text("Wij mochten de ander vragen", "You let us ask the other"),
    "approach_answered": Text("U antwoordde op onze brief", "You answered our letter"),
    "declined": Text("U zei nee", "You said no"),
    "may_tell_set": Text("U koos wat de ander mag weten", "You chose what the other may know"),
    "told": Text("U hoorde iets over de ander", "You heard something of the other"),
    "news_date_came": Text("De dag kwam waarop u van ons hoort", "The day came to hear from us"),
    "standing_wish_set": Text("U zei of u het wilt weten", "You said whether you want to know"),
    "preparation_began": Text("De voorbereiding begon", "Preparation began"),
    "preparation_talk_held": Text("Voorbereidend gesprek", "Preparation talk"),
    "form_chosen": Text("U koos een vorm", "You chose a form"),
    "form_agreed": Text("De vorm is afgesproken", "The form was agreed"),
    "ready_declared": Text("U zei: ik ben klaar", "You said: I am ready"),
    "ready": Text("Klaar voor contact", "Ready for contact"),
    "letter_released": Text("U gaf een brief vrij", "You released a letter"),
    "letter_recalled": Text("U vroeg een brief terug", "You asked a letter back"),
    "letter_returned": Text("Een brief kwam bij u terug", "A letter came back to you"),
    "letter_offered": Text("U hoorde dat er iets ligt", "You heard that something is here"),
    "offer_answered": Text("U koos of en hoe u leest", "You chose whether and how to read"),
    "letter_opened": Text("U las een brief", "You read a letter"),
    "offer_found_gone": Text("U keek, en er lag niets", "You looked, and nothing was there"),
    "offer_taken_away": Text("U hoorde dat het er niet meer is", "You heard that it is gone"),
    "reaction_released": Text(
        "U liet de schrijver iets weten", "You let the writer know something"
    ),
    "reaction_told": Text("U hoorde iets van de lezer", "You heard something of the reader"),
    "paused": Text("Pauze", "Pause"),
    "resumed": Text("U ging weer verder", "You went on"),
    "withdrawn": Text("U stopte", "You stopped"),
    "closing_began": Text("Afronden begon", "Rounding off began"),
    "closing_offered": Text("Wij boden afronden aan", "We offered rounding off"),
    "closing_talked": Text("Laatste gesprek", "Last talk"),
    "closing_support_chosen": Text("U koos wat helpt na afloop", "You chose what helps afterwards"),
    "closing_planned": Text(
        "U hoorde wanneer wij ongeveer afronden", "You heard around when we round off"
    ),
    "closing_support_arranged": Text("Wij regelden iets voor u", "We arranged something for you"),
    "closing_support_held": Text("Iets dat u koos, gebeurde", "Something you chose took place"),
    "closing_support_helped": Text("U zei of het hielp", "You said whether it helped"),
    "keepsake_made": Text("U maakte een boekje", "You made a booklet"),
    "unsent_letter_ended": Text(
        "U schreef een brief die u niet verstuurt", "You wrote a letter that you do not send"
    ),
    "own_letter_sealed": Text("U schreef een brief aan uzelf", "You wrote a letter to yourself"),
    "own_letter": Text("De tekst van uw brief aan uzelf", "The text of your letter to yourself"),
    "own_letter_back": Text("Uw brief aan uzelf kwam terug", "Your letter to yourself came back"),
    "own_letter_dropped": Text(
        "Uw brief aan uzelf hoeft niet terug", "Your letter to yourself need not come back"
    ),
    "handover_written": Text(
        "U kreeg een tekst voor andere hulp te lezen", "You got a text for other help to read"
    ),
    "handover_answered": Text("U zei ja of nee tegen die tekst", "You said yes or no to that text"),
    "handover_held": Text("Samen met andere hulp gebeld", "Called other help together"),
    "last_word_said": Text(
        "U zei wat er met een brief gebeurt", "You said what becomes of a letter"
    ),
    "circle_wished": Text("U wilde een kring om u heen", "You wanted a circle around you"),
    "circle_let_go": Text("Toch geen kring", "No circle after all"),
    "circle_talked": Text("Gepraat over de kring", "Talked about the circle"),
    "circle_planned": Text("De kring kreeg een dag", "The circle got a day"),
    "circle_met": Text("De kring kwam samen", "The circle met"),
    "circle_card": Text("U schreef op wie wat doet", "You wrote down who does what"),
    "symbolic_wished": Text(
        "U wilde praten met mensen uit een andere gebeurtenis",
        "You wanted to talk with people from another event",
    ),
    "symbolic_let_go": Text("Niet verder met die ontmoetingen", "No further with those meetings"),
    "symbolic_talked": Text("Gepraat over zo'n ontmoeting", "Talked about such a meeting"),
    "symbolic_seeks": Text("U zei wie u wilt ontmoeten", "You said whom you would like to meet"),
    "symbolic_asked": Text(
        "Wij vroegen of u hen wilt ontmoeten", "We asked whether you want to meet them"
    ),
    "symbolic_answered": Text("U zei of u dat wilt", "You said whether you want that"),
    "symbolic_planned": Text("Een ontmoeting kreeg een dag", "A meeting got a day"),
    "symbolic_called_off": Text("Een ontmoeting ging niet door", "A meeting did not go on"),
    "symbolic_held": Text("Een ontmoeting", "A meeting"),
    "symbolic_looked_back": Text("U keek terug op een ontmoeting", "You looked back on a meeting"),
    "symbolic_rounded_off": Text("De ontmoetingen zijn afgerond", "The meetings were rounded off"),
    "circle_checked": Text("Wij vroegen hoe het gaat", "We asked how it goes"),
    "closed": Text("Afgerond", "Rounded off"),
    "follow_up_held": Text("Wij belden u", "We called you"),
    "aftercare_ended": Text("Nazorg klaar", "Aftercare ended"),
    "brought_over": Text(
        "U kwam over uit ons eerdere systeem", "You came over from our earlier system"
    ),
    "sign_up_received": Text("Iemand meldde u aan", "Someone signed you up"),
    "signed_up_for": Text("Iemand meldde u aan", "Someone signed you up"),
    "sign_up_confirmed": Text(
        "U zei zelf ja tegen de aanmelding", "You said yes to the sign-up yourself"
    ),
    "sign_up_refused": Text("U zei nee tegen de aanmelding", "You said no to the sign-up"),
    "sign_up_lapsed": Text("De aanmelding verviel", "The sign-up lapsed"),
    "age_known": Text("Wij schreven uw leeftijd op", "We wrote down your age"),
    "guardian_named": Text("Een ouder of voogd is genoemd", "A parent or guardian was named"),
    "guardian_said": Text("Een ouder of voogd zei iets", "A parent or guardian said something"),
    "child_heard": Text("U zei wat u zelf wilt", "You said what you want yourself"),
    "ecogram_dot_put": Text("U tekende iemand om u heen", "You drew someone around you"),
    "ecogram_dot_taken_out": Text(
        "U haalde iemand van de tekening", "You took someone off the drawing"
    ),
    "ecogram_redrawn": Text("U begon een nieuwe tekening", "You began a new drawing"),
    "ecogram_shared": Text(
        "U liet uw bemiddelaar de tekening zien", "You showed your mediator the drawing"
    ),
    "ecogram_no_longer_shared": Text(
        "U nam de tekening terug", "You took the drawing back from your mediator"
    ),
    "guest_invited": Text("U vroeg iemand naast u", "You asked someone beside you"),
    "guest_admitted": Text("Iemand staat naast u", "Someone stands beside you"),
    "guest_view_set": Text("U koos wat die mag zien", "You chose what they may see"),
    "guest_ended": Text("Iemand staat niet meer naast u", "Someone no longer stands beside you"),
    "attendee_proposed": Text(
        "U noemde iemand voor het groepsgesprek", "You named someone for the group meeting"
    ),
    "attendee_taken_back": Text(
        "Iemand komt toch niet met u mee", "Someone comes along with you no longer"
    ),
    "attendees_listed": Text("U kreeg de lijst van wie er komen", "You got the list of who comes"),
    "attendees_answered": Text(
        "U zei ja of nee tegen die lijst", "You said yes or no to that list"
    ),
    "group_attended": Text("Wie er bij het groepsgesprek waren", "Who was at the group meeting"),
    "draft_shared": Text("U liet uw bemiddelaar meelezen", "You let your mediator read along"),
    "draft_answered": Text("Uw bemiddelaar las mee", "Your mediator read along"),
    "video_taken": Text("U maakte een opname", "You made a take"),
    "video_chosen": Text("U koos een opname", "You chose a take"),
    "video_captioned": Text("Er kwamen ondertitels bij", "Captions were added"),
    "film_ended": Text("Een video is vernietigd", "A video was destroyed"),
    "film_kept": Text("U koos hoe lang een video blijft", "You chose how long a video is kept"),
    "film_stays": Text("Of een video langer blijft", "Whether a video is kept longer"),
    "message_said": Text("U gaf een boodschap mee", "You gave a message to carry"),
    "message_approved": Text("U keurde de boodschap goed", "You approved the message"),
    "message_returned": Text("Een boodschap kwam terug", "A message came back"),
    "message_recalled": Text("U vroeg een boodschap terug", "You asked a message back"),
    "message_heard": Text("U hoorde een boodschap", "You heard a message"),
    "message_reaction_released": Text("U liet iets terug weten", "You let something be said back"),
    "message_reaction_told": Text("U hoorde iets terug", "You heard something back"),
    "subjects_set": Text("U koos de onderwerpen", "You chose the subjects"),
    "contact_planned": Text("Er is een afspraak", "There is an appointment"),
    "contact_called_off": Text("De afspraak gaat niet door", "The appointment was called off"),
    "call_name_chosen": Text(
        "U koos een naam voor een videogesprek", "You chose a name for a video call"
    ),
    "let_into_call": Text("U kwam in het videogesprek", "You were let into a video call"),
    "call_ended": Text("Het videogesprek was klaar", "The video call was over"),
    "reconfirmed": Text("U zei nog eens ja", "You said yes again"),
    "cannot_come": Text("U zei dat u niet kon", "You said that you could not come"),
    "contact_not_held": Text("De afspraak ging niet door", "The appointment did not take place"),
    "appointment_reminded": Text("Wij stuurden een bericht", "We sent a message"),
    "contact_held": Text("U had contact", "You had contact"),
    "went_on_after_stop": Text("U zei dat het verder mag", "You said that it may go on"),
    "looked_back": Text("U keek terug", "You looked back"),
    "agreement_drafted": Text("U stelde afspraken voor", "You proposed an agreement"),
    "agreement_here": Text("Er liggen afspraken voor u", "An agreement lies before you"),
    "agreement_answered": Text("U antwoordde op de afspraken", "You answered the agreement"),
    "disclosure_answered": Text("U koos wie het mag lezen", "You chose who may read it"),
    "complained": Text("U diende een klacht in", "You made a complaint"),
    "complained_of_lead": Text("U diende een klacht in", "You made a complaint"),
    "complaint_passed_on": Text(
        "Uw klacht ging naar de functionaris gegevensbescherming",
        "Your complaint went to the privacy officer",
    ),
    "complaint_answered": Text("U kreeg antwoord op uw klacht", "Your complaint was answered"),
    "complaint_of_lead_answered": Text(
        "U kreeg antwoord op uw klacht", "Your complaint was answered"
    ),
    "another_mediator_asked": Text(
        "U vroeg een andere bemiddelaar", "You asked for another mediator"
    ),
    "mediator_request_answered": Text("Wij antwoordden op uw vraag", "We answered your request"),
    "co_mediator_told": Text("U hoorde wie er ook bemiddelt", "You heard who mediates too"),
    "co_mediator_left_told": Text(
        "U hoorde dat de tweede bemiddelaar wegging", "You heard that the second mediator left"
    ),
    "mediator_changed": Text("U kreeg een andere bemiddelaar", "You got another mediator"),
    "handed_over": Text("U koos wat wij doorgeven", "You chose what we hand over"),
    "worry_said": Text("U noemde een zorg", "You told us a worry"),
    "worry_heard": Text("Wij spraken over uw zorg", "We talked about your worry"),
    "told_of_opening": Text("U hoorde dat iemand keek in nood", "You heard of an emergency look"),
    "told_of_disclosure": Text(
        "U hoorde wat wij moesten melden", "You heard what we had to report"
    ),
    "joined": Text("Twee wegen werden één", "Two ways became one"),
    "went_on_elsewhere": Text("U ging verder op een nieuwe weg", "You went on along a new way"),
    "goes_on_anew": Text(
        "U begon opnieuw, op een eigen weg", "You began anew, on a way of your own"
    ),
    "way_ended_by_death": Text("Deze weg is ten einde", "This way has ended"),
    "reopened": Text("U kwam terug", "You came back"),
}
SOMETHING = Text("Er is iets opgeschreven", "Something was written down")

BY: Mapping[str, Text] = {
    "owner": Text("door u", "by you"),
    "sweep": Text("vanzelf, op de dag", "by itself, on the day"),
    "mediator": Text("door uw bemiddelaar", "by your mediator"),
    "co_mediator": Text("door de tweede bemiddelaar", "by the second mediator"),
    "supervisor": Text("door de werkbegeleider", "by the practice lead"),
    "planner": Text("door de planning", "by the planner"),
    "intake": Text("door de aanmelding", "by intake"),
}
VIA: Mapping[str, Text] = {
    "phone": Text("verteld aan ons", "told to us"),
    "paper": Text("op papier", "on paper"),
}
ROLES: Mapping[str, Text] = {
    "mediator": Text("uw bemiddelaar", "your mediator"),
    "co_mediator": Text("de tweede bemiddelaar", "the second mediator"),
    "supervisor": Text("de werkbegeleider", "the practice lead"),
    "planner": Text("de planning", "the planner"),
    "intake": Text("de aanmelding", "intake"),
    "privacy_officer": Text("de functionaris gegevensbescherming", "the privacy officer"),
}
UNUSUAL: Mapping[str, Text] = {
    "copy": Text("maakte voor u een kopie", "made a copy for you"),
    "outside": Text(
        "keek in uw deel buiten het eigen werk om; wij gaan altijd na waarom",
        "looked into your part outside their own work; we always look into why",
    ),
}
PAGE: Mapping[str, Text] = {
    "title": Text("Wat wij van u bewaren", "What we keep of you"),
    "lead": Text(
        "Dit is alles wat van u is en wat u mag zien. Van de ander staat hier alleen wat u al hoorde of las.",
        "This is everything that is yours and that you may see. Of the other it holds only what you already heard "
        "or read.",
    ),
    "made": Text("Gemaakt op {day}.", "Made on {day}."),
    "care": Text(
        "Bewaar dit op een veilige plek. Wie dit leest, weet wat u ons vertelde.",
        "Keep this in a safe place. Whoever reads it knows what you told us.",
    ),
    "you": Text("U", "You"),
    "by_day": Text("Alles op een rij, per dag", "Everything in a row, by day"),
    "looked": Text("Wie keek in uw deel", "Who looked into your part"),
    "for_work": Text("Voor hun werk: {roles}.", "For their work: {roles}."),
    "nobody": Text("Nog niemand.", "Nobody yet."),
    "more": Text(
        "Wilt u weten op welke dagen? Vraag het ons. Wij kijken dan eerst of dat iets over een ander zegt.",
        "Do you want to know on which days? Ask us. We first look whether that says anything of someone else.",
    ),
    "staff": Text(
        "Apart kunt u opvragen wat medewerkers over u noteren. Dat kan ook met vragen over hoe het ging. "
        "Zegt u dat iets niet klopt? Dan komen uw woorden ernaast.",
        "What staff note about you, and how things went, you can ask for apart. Is something not right? Then your "
        "own words are put beside it.",
    ),
    "yes": Text("ja", "yes"),
    "no": Text("nee", "no"),
}
