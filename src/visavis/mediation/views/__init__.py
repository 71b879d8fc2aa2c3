"""What someone sees: frozen values, folded from entries.

One file each for a person's page, what staff hold about a person, the trajectory, and the fold.
"""

from visavis.mediation.changed import changed
from visavis.mediation.views.agreement import (
    Accepted,
    Agreement,
    MayDisclose,
)
from visavis.mediation.views.around import (
    GuardianSaid,
    Guest,
)
from visavis.mediation.views.conference import (
    Attendee,
    Group,
    Prepared,
)
from visavis.mediation.views.desk import (
    DeskLane,
    Glass,
)
from visavis.mediation.views.ecogram import (
    Dot,
    Drawing,
)
from visavis.mediation.views.file import (
    Admitted,
    Approach,
    Ban,
    Danger,
    FileView,
    Gate,
    Guardian,
    Match,
    Note,
    Route,
    Scan,
    Worry,
)
from visavis.mediation.views.folding import (
    fold_desk,
    fold_file,
    fold_joint,
    fold_own,
    fold_partly,
)
from visavis.mediation.views.guest import (
    GuestView,
    TookPlace,
)
from visavis.mediation.views.meeting import (
    Appointment,
    Held,
    Subjects,
)
from visavis.mediation.views.parts import (
    Closing,
    Complaint,
    Informed,
    Reach,
    SaidWorry,
    Step,
    Suitability,
    Talk,
    Told,
    WeTold,
)
from visavis.mediation.views.person import (
    PartyView,
)
from visavis.mediation.views.side import (
    Side,
    numbered,
)
from visavis.mediation.views.support import (
    Circle,
    Does,
    Handover,
    OwnLetter,
    Support,
)
from visavis.mediation.views.symbolic import (
    Symbolic,
    Together,
)
from visavis.mediation.views.trajectory import (
    DeskView,
    trajectory_state,
)
from visavis.mediation.views.written import (
    Heard,
    MyLetter,
    MyMessage,
    MyVideo,
    Offer,
    Picture,
    SharedDraft,
    film_in,
)

__all__ = [
    "Accepted",
    "Admitted",
    "Agreement",
    "Appointment",
    "Approach",
    "Attendee",
    "Ban",
    "Circle",
    "Closing",
    "Complaint",
    "Danger",
    "DeskLane",
    "DeskView",
    "Does",
    "Dot",
    "Drawing",
    "FileView",
    "Gate",
    "Glass",
    "Group",
    "Guardian",
    "GuardianSaid",
    "Guest",
    "GuestView",
    "Handover",
    "Heard",
    "Held",
    "Informed",
    "Match",
    "MayDisclose",
    "MyLetter",
    "MyMessage",
    "MyVideo",
    "Note",
    "Offer",
    "OwnLetter",
    "PartyView",
    "Picture",
    "Prepared",
    "Reach",
    "Route",
    "SaidWorry",
    "Scan",
    "SharedDraft",
    "Side",
    "Step",
    "Subjects",
    "Suitability",
    "Support",
    "Symbolic",
    "Talk",
    "Together",
    "Told",
    "TookPlace",
    "WeTold",
    "Worry",
    "changed",
    "film_in",
    "fold_desk",
    "fold_file",
    "fold_joint",
    "fold_own",
    "fold_partly",
    "numbered",
    "trajectory_state",
]
