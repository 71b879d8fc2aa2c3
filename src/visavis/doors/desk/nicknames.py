"""Neutral names by which staff call a trajectory among themselves: plants and birds.

A nickname belongs to the desk alone. It stands on nothing a participant sees or hears, because a
name that two sides share ties them together (experience.md §1). Names that could hurt or hint
(of poison, snakes, thorns, mourning) are not on the list.
"""

from collections.abc import Collection
from random import Random

PLANTS = """
Aardaker Aardbei Aardpeer Abrikoos Absintalsem Akelei Akkerhoornbloem Akkerklokje Akkermunt
Akkerviooltje Akkerwinde Alant Alpenroos Alsem Amandelboom Anemoon Anijs Anjer Appelbes Appelboom
Appelroos Asperge Aster Augurk Avondkoekoeksbloem Azalea Balsemien Bamboe Barbarakruid Basilicum
Beemdgras Beemdkroon Beemdooievaarsbek Berberis Berendruif Bergamot Bergden Bergroos Berk Bernagie
Bies Bieslook Biezenknoppen Bladmos Blauweregen Boekweit Boerenwormkruid Bosaardbei Bosandoorn
Bosanemoon Bosbes Bosgierstgras Boshyacint Boskers Bosrank Bosroos Bosveldkers Bosvergeetmijnietje
Bosviooltje Boterbloem Braam Brem Brunel Buxus Calendula Camelia Ceder Chrysant Citroenmelisse
Citroentijm Clematis Cosmea Cyclaam Cypres Dagkoekoeksbloem Daglelie Dahlia Dalkruid Dennenboom
Dille Dophei Dotterbloem Dovenetel Dragon Duinaveruit Duindoorn Duinroos Duinviooltje Duizendblad
Duizendschoon Edelweiss Eik Eikvaren Elzenboom Engelwortel Ereprijs Erwtenbloem Esdoorn Esparcette
Fluitenkruid Forsythia Framboos Freesia Fritillaria Fuchsia Ganzenbloem Ganzerik Geelster
Geitenblad Gentiaan Geranium Gerst Gipskruid Gladiool Glaskruid Goudsbloem Goudveil Grasanjer
Grasklokje Graslelie Grasmuur Guldenroede Haagbeuk Haagwinde Haver Hazelaar Heelblaadjes Heemst
Heggenrank Heidebloem Helmbloem Helmgras Hemelsleutel Hengel Herfstaster Hertshooi Hibiscus
Hoefblad Hondsdraf Hondsroos Honingklaver Hoornbloem Hop Hopklaver Hortensia Hulst Huttentut
Hyacint Hysop Iris Jasmijn Jeneverbes Judaspenning Kaardenbol Kalmoes Kamgras Kamille Kamperfoelie
Kardoen Karwij Kastanje Kattenstaart Kervel Kievitsbloem Kikkerbeet Klaproos Klaver Kleefkruid
Klimop Klokjesbloem Knautia Knoopkruid Koekoeksbloem Koningskaars Koningsvaren Korenbloem
Kornoelje Kraaiheide Kraailook Krabbenscheer Krokus Kropaar Kruipbrem Kruizemunt Kweepeer
Kwelderzegge Lamsoor Laurier Lavas Lavendel Leeuwenbek Leeuwentand Lenteklokje Leverbloem
Lijsterbes Lindeboom Lis Lisdodde Lobelia Longkruid Look-zonder-look Lotusbloem Lupine Luzerne
Maagdenpalm Maanvaren Madeliefje Magnolia Margriet Marjolein Meidoorn Meiklokje Melisse Melkkruid
Moerasrolklaver Moerasvaren Moeraswalstro Morgenster Mosroos Muskuskruid Muurbloem Muurleeuwenbek
Muurpeper Nagelkruid Narcis Nootmuskaat Oeverzegge Olijfboom Ooievaarsbek Orchis Paardenbloem
Paardenkastanje Papaver Parelgras Parnassia Peer Penningkruid Peterselie Petunia Phlox Pijlkruid
Pimpernel Pinksterbloem Pioenroos Plataan Polei Populier Primula Pronkboon Pruimenboom Raaigras
Rabarber Ranonkel Ratelaar Reigersbek Ridderspoor Rietgras Rietorchis Rimpelroos Rogge Rolklaver
Rozemarijn Rozenbottel Salie Salomonszegel Scabiosa Schapengras Scharlei Scheefkelk Schijnpapaver
Schorrenkruid Selderij Sering Sierappel Sleedoorn Sleutelbloem Sneeuwbal Sneeuwbes Sneeuwklokje
Sparrenboom Speenkruid Spirea Sporkehout Springzaad Stalkaars Steenanjer Steenbreek Steentijm
Sterhyacint Stermuur Stokroos Strandkruid Struikhei Tarwe Teunisbloem Tijm Torenkruid Tormentil
Toverhazelaar Trilgras Tripmadam Tuinkers Tulp Valeriaan Valkruid Varkensgras Veenbes Veenmos
Veenpluis Veldhondstong Veldlathyrus Veldsla Veldzuring Venkel Vergeetmijnietje Viooltje Vlasbekje
Vlasbloem Vlier Vogelkers Vogelmelk Vogelpootje Vogelwikke Vossenbes Vrouwenmantel Walnoot Walstro
Wateraardbei Waterdrieblad Waterlelie Watermunt Waterviolier Wederik Weegbree Weideklokje
Wijngaard Wikke Wilgenroos Wilgenroosje Winterakoniet Winterjasmijn Winterpostelein Witbol Wolgras
Wollegras Wondklaver Zandblauwtje Zandraket Zandtijm Zeealsem Zeekool Zeekraal Zeelathyrus
Zeepkruid Zeewinde Zegge Zenegroen Zevenblad Zilverschoon Zilverspar Zomereik Zomerfijnstraal
Zonnebloem Zonnekruid Zonneroosje Zuring Zwanenbloem
"""

BIRDS = """
Aalscholver Appelvink Baardman Bergeend Bladkoning Blauwborst Boerenzwaluw Bokje Boomklever
Boomkruiper Boomleeuwerik Boompieper Boomvalk Bosrietzanger Bosuil Brandgans Brilduiker Canadagans
Casarca Dodaars Draaihals Drieteen Duinpieper Eider Ekster Fitis Flamingo Fluiter Fuut Gans
Geelgors Gierzwaluw Glanskop Gors Goudhaan Goudplevier Goudvink Grasmus Graspieper Griel Groenling
Groenpootruiter Grutto Havik Heggenmus Holenduif Houtduif Houtsnip Huismus Huiszwaluw IJsgors
IJsvogel Jan-van-gent Kanarie Kanoet Karekiet Kauw Keep Kemphaan Kerkuil Kievit Kluut Kneu
Knobbelzwaan Koekoek Kolgans Koolmees Koolwiek Koperwiek Kraanvogel Krakeend Kramsvogel Krooneend
Kruisbek Kuifeend Kuifleeuwerik Kuifmees Kwartel Kwartelkoning Kwikstaart Lachmeeuw Leeuwerik
Lepelaar Lijster Matkop Merel Middelzaag Nachtegaal Nonnetje Oeverloper Oeverpieper Oeverzwaluw
Ooievaar Ortolaan Paapje Papegaaiduiker Parelduiker Patrijs Pestvogel Pijlstaart Pimpelmees
Porseleinhoen Purperreiger Putter Ransuil Regenwulp Rietgans Rietgors Rietzanger Ringmus Roerdomp
Roodborst Roodborsttapuit Roodstaart Rotgans Scharrelaar Scholekster Sijs Slobeend Smient
Sneeuwgors Spotvogel Spreeuw Sprinkhaanzanger Staartmees Steenloper Steenuil Steltkluut
Strandleeuwerik Strandloper Strandplevier Tafeleend Tapuit Tjiftjaf Toendragans Torenvalk Tortel
Tuinfluiter Tureluur Veldleeuwerik Velduil Vink Visarend Visdief Vuurgoudhaan Waterhoen Waterral
Watersnip Wespendief Wielewaal Winterkoning Wintertaling Witgat Woudaap Wulp Zanglijster Zeearend
Zeekoet Zilvermeeuw Zilverreiger Zomertaling Zomertortel Zwaan Zwaluw Zwartkop
"""

NICKNAMES = tuple(sorted({*PLANTS.split(), *BIRDS.split()}))


def propose(taken: Collection[str], chance: Random) -> str:
    """A nickname no trajectory has; when all are in use, one with the lowest free number.

    ``chance``: from the operating system outside tests, so that no order shows in the names.
    """
    free = [name for name in NICKNAMES if name not in taken]
    if free:
        return chance.choice(free)
    name, number = chance.choice(NICKNAMES), 2
    while f"{name} {number}" in taken:
        number += 1
    return f"{name} {number}"
