"""Words of the page, which the terminal uses for its sections too: (Dutch, English)."""

from __future__ import annotations

from analysis.text.languages import Words

WORDS: dict[str, Words] = {
    "title": ("Uitkomsten van uitzendlab", "Results of uitzendlab"),
    "headline": ("Belangrijkste uitkomsten", "Key outcomes"),
    "outcome": ("uitkomst", "outcome"),
    "value": ("gemiddelde", "mean"),
    "mean": ("gemiddelde", "mean"),
    "interval": ("95%-interval", "95% interval"),
    "interval_is": ("95%-interval van het gemiddelde over de simulaties", "95% interval of the mean over seeds"),
    "unit": ("eenheid", "unit"),
    "runs": ("simulaties", "runs"),
    "scope": ("bereik", "scope"),
    "year": ("jaar", "year"),
    "whole": ("hele periode tot", "whole period until"),
    "to": ("tot", "to"),
    "paths": ("Verloop in de tijd", "Paths over time"),
    "band": (
        "Lijn: gemiddelde over de simulaties. Band: 95%-interval van dat gemiddelde (t-verdeling). De band toont "
        "alleen toeval tussen simulaties, niet wat over de wereld onbekend is.",
        "Line: mean over the seeds. Band: 95% interval of that mean (Student's t). The band shows Monte Carlo "
        "variation between runs only, not what is unknown about the world.",
    ),
    "per_week": ("per week", "by week"),
    "per_year": ("per jaar", "by year"),
    "table_of": ("Tabel", "Table"),
    "date": ("datum", "date"),
    "world": ("wereld", "world"),
    "size": ("Omvang", "Size"),
    "scale": ("schaal", "scale"),
    "nation": ("aantallen voor heel Nederland", "counts for the nation"),
    "seeds": ("seeds (startwaarden van het toeval)", "seeds"),
    "simulated": ("gesimuleerd", "simulated"),
    "euros": ("euro's van 2021", "euros of 2021"),
    "failed": ("Mislukte simulaties", "Failed runs"),
    "one_seed": ("Eén simulatie (seed): geen interval.", "One seed: no interval."),
    "made_with": ("Gemaakt met", "Made with"),
    "run_ids": ("Simulaties op deze pagina", "Runs on this page"),
    "effects": ("Wat het beleid doet", "What the policies do"),
    "compared": ("vergeleken met", "compared with"),
    "paired": (
        "Verschil met de basis, gepaard: beleid en basis met hetzelfde toeval (seed). Het 95%-interval geldt voor "
        "alle uitkomsten van een beleid tegelijk (t-verdeling, Bonferroni) en toont alleen toeval tussen simulaties. "
        "Aangetoond: het sluit nul uit. Waarschijnlijk: gekozen zodat naar verwachting hooguit één op de twintig "
        "toeval is (Benjamini-Hochberg). Niet aangetoond: al het andere; dat is geen bewijs dat er geen verschil is.",
        "Difference from the base, paired by seed. The 95% interval holds for all outcomes of a policy at once "
        "(Student's t, Bonferroni) and shows Monte Carlo variation between runs only. Shown: it excludes zero. "
        "Likely: chosen so that at most one in twenty is expected to be chance (Benjamini-Hochberg). Not shown: all "
        "else, which is no proof that there is no difference.",
    ),
    "simultaneous": ("95%-interval voor alle uitkomsten tegelijk", "95% interval for all outcomes at once"),
    "difference": ("verschil", "difference"),
    "base_level": ("basis", "base"),
    "percent": ("in %", "in %"),
    "percent_interval": ("95%-interval van %", "95% interval of %"),
    "p_better": ("kans op beter", "probability of better"),
    "correlation": ("correlatie met basis", "correlation with base"),
    "finding": ("bevinding", "finding"),
    "policy": ("beleid", "policy"),
    "pairs": ("paren", "pairs"),
    "charts": ("Verschil per uitkomst", "Difference by outcome"),
    "hangs_on": (
        "Niet geijkt: vrije parameters volgen uit een eerste zoektocht die de basis binnen ruime marges brengt. "
        "Richting en orde van grootte van effecten volgen uit de aannames; intervallen tonen alleen toeval tussen "
        "simulaties.",
        "Not calibrated: free parameters come from a first search that puts the base inside wide bounds. Signs and "
        "orders of magnitude of effects follow from the assumptions; intervals show Monte Carlo variation between "
        "runs only.",
    ),
    "few_seeds": (
        "Te weinig simulaties (seeds): de intervallen zeggen bijna niets. Neem er acht of meer.",
        "Too few seeds: the intervals say almost nothing. Take eight or more.",
    ),
    "measures": ("Wat dit beleid inhoudt", "What this policy is"),
    "together": ("Alle beleid naast elkaar", "All policies side by side"),
    "together_text": (
        "Verschil met de basis, met 95%-interval en met het oordeel waar dat waarschijnlijk is; = betekent: niet "
        "aangetoond.",
        "Difference from the base with its 95% interval, and the verdict where that is likely; = means: not shown.",
    ),
    "legend": (
        "Gevulde stip: aangetoond. Open ruit: waarschijnlijk. Open grijze stip: niet aangetoond. Streep: het interval.",
        "Filled point: shown. Open diamond: likely. Open grey point: not shown. Bar: the interval.",
    ),
    "protection": ("Bescherming en malafide bureaus", "Protection and rogue agencies"),
    "costs": ("Kosten", "Costs"),
    "side": ("Neveneffecten", "Side effects"),
    "displacement": ("Verschuiving naar ander werk", "Displacement to other work"),
    "payers": ("Wie betaalt", "Who pays"),
    "payers_text": (
        "Hoeveel elke partij per jaar meer (+) of minder (−) overhoudt dan in de basis: ontvangsten min betalingen. "
        "De som over alle partijen is nul. De intervallen zijn berekend zoals die van de uitkomsten en gelden voor "
        "alle partijen tegelijk.",
        "How much more (+) or less (−) each party has per year than in the base: receipts minus payments. The sum "
        "over all parties is zero. The intervals are computed as those of the outcomes and hold for all parties at "
        "once.",
    ),
    "party": ("partij", "party"),
    "groups": ("Wie erop vooruitgaat en wie achteruit", "Who gains and who loses"),
    "groups_text": (
        "Verschil per groep. Ieders groep ligt vast voor het beleid: herkomst, sector, eerste provincie. De "
        "intervallen gelden voor alle cellen van een tabel tegelijk. Groepen van minder dan 10 gesimuleerde "
        "personen worden niet getoond.",
        "Difference by group. Everyone's group is fixed before the policy: origin, sector, first province. The "
        "intervals hold for all cells of a table at once. Groups of fewer than 10 simulated persons are not shown.",
    ),
    "rivals": ("Beleid onderling vergeleken", "Policies compared with each other"),
    "rivals_text": (
        "Verschil met ander beleid bij hetzelfde toeval; de intervallen gelden voor alle verschillen van een beleid "
        "tegelijk. Gewonnen: het deel van de paren waarin dit beleid beter is. Spijt: hoe ver dit beleid in elk paar "
        "van de beste wereld is, de basis meegerekend; gemiddeld en hoogstens.",
        "Difference from other policies with the same random draws; the intervals hold for all differences of a "
        "policy at once. Won: the share of pairs in which this policy is better. Regret: how far this policy is from "
        "the best world of each pair, the base included; on average and at most.",
    ),
    "rival": ("tegen", "against"),
    "won": ("gewonnen", "won"),
    "regret": ("spijt", "regret"),
    "regret_most": ("hoogstens", "at most"),
    "noise": (
        "Toeval en onzekerheid",
        "Monte Carlo variation and uncertainty",
    ),
    "noise_text": (
        "Spreiding van een verschil tussen simulaties met hetzelfde toeval, en tussen simulaties met onafhankelijke "
        "trekkingen; hoeveel variantie gelijke trekkingen besparen, en met hoeveel onafhankelijke paren deze paren "
        "gelijkstaan. Waar punten van een ontwerp zijn gekruist met seeds: welk deel van de variantie van een "
        "verschil tussen de punten ligt, welk deel tussen seeds (op elk punt gelijk) en welk deel de rest is "
        "(tweezijdig model met toevallige effecten), elk met een 95%-interval; is de schatting nul, dan staat er "
        "hoeveel het hooguit is.",
        "Spread of a difference between runs with the same random draws, and between runs with independent draws; "
        "how much variance common draws save, and to how many independent pairs these pairs are equivalent. Where "
        "points of a design are crossed with seeds: which part of the variance of a difference lies between points, "
        "which between seeds (the same at every point) and which is the rest (two-way random-effects model), each "
        "with a 95% interval; where the estimate is zero, how much it is at most.",
    ),
    "sd_pair": ("spreiding", "spread"),
    "sd_apart": ("onafhankelijke trekkingen", "independent draws"),
    "saved": ("bespaard", "saved"),
    "worth": ("onafhankelijke paren", "independent pairs"),
    "sd_points": (
        "tussen punten",
        "between points",
    ),
    "doubt_share": (
        "deel punten",
        "part points",
    ),
    "seeds_share": ("deel seeds", "part seeds"),
    "rest_share": ("deel rest", "part rest"),
    "at_most_part": ("hooguit", "at most"),
    "points": ("punten", "points"),
    "verdict": ("oordeel", "verdict"),
    "years": ("Jaren sinds de ingang, en kalenderjaren", "Years since the start, and calendar years"),
    "years_text": (
        "Verschil met de basis per jaar. Jaar 1 is de 52 weken vanaf de maandag waarop de eerste maatregel ingaat; "
        "ernaast het kalenderjaar waarin dat jaar op een week na begint. De intervallen gelden voor alle uitkomsten "
        "van een jaar tegelijk. Aandelen zijn het gemiddelde van de weken; uitkomsten over de afgelopen 52 weken "
        "zijn genomen aan het eind van het jaar.",
        "Difference from the base by year. Year 1 is the 52 weeks from the Monday on which the first measure takes "
        "effect; beside it the calendar year in which that year begins, give or take a week. The intervals hold for "
        "all outcomes of a year at once. Shares are the mean of the weeks; outcomes over the past 52 weeks are taken "
        "at the end of the year.",
    ),
    "first_monday": ("begint", "begins"),
    "since": ("jaar na ingang", "year since start"),
    "calendar": ("kalenderjaar", "calendar year"),
    "chances": ("Voor economen: kansen", "For economists: probabilities"),
    "chances_text": (
        "De kans op beter is van één uitkomst en vat deze paren samen; n paren kunnen geen kans boven 1 − ½ⁿ "
        "aantonen. Ze is geen oordeel: dat houdt rekening met alle uitkomsten tegelijk. % is van de basis, met een "
        "eigen interval (Fieller) voor alle uitkomsten tegelijk. De correlatie is die van beleid en basis over de "
        "paren.",
        "The probability of better is of one outcome and sums up these pairs; n pairs cannot show a probability "
        "above 1 − ½ⁿ. It is no verdict: that allows for all outcomes at once. % is of the base, with an interval of "
        "its own (Fieller) for all outcomes at once. The correlation is that of policy and base over the pairs.",
    ),
    "splits": ("Aantal, en kans per persoon of bureau", "Headcount, and rate per person or agency"),
    "splits_text": (
        "Een verschil in aantal gevallen is de som van een verschil in het aantal mensen of bureaus (bij de kans van "
        "de basis) en een verschil in kans voor elk van hen. De intervallen zijn berekend zoals die van de "
        "uitkomsten en gelden voor alle delen tegelijk.",
        "A difference in the number of cases is the sum of a difference in headcount (people or agencies, at the "
        "rate of the base) and a difference in the rate for each of them. The intervals are computed as those of the "
        "outcomes and hold for all parts at once.",
    ),
    "count": ("in gevallen", "in cases"),
    "by_heads": ("door het aantal mensen of bureaus", "by headcount"),
    "by_rate": ("door de kans voor elk", "by the rate for each"),
    "durations": ("Hoe lang het duurt", "How long it lasts"),
    "durations_text": (
        "Kaplan-Meier over alle perioden vanaf week 1; wie toen al in een periode zat, komt er op die duur bij. "
        "95%-interval voor elke maat en elke week apart: paren van simulaties opnieuw getrokken (bootstrap), "
        "verbreed voor het kleine aantal paren. Perioden: hoeveel er begonnen, in alle paren samen, niet omgerekend "
        "naar heel Nederland. Beleid kan perioden korter maken en er meer van geven; een mens heeft met beide te "
        "maken.",
        "Kaplan-Meier over all spells from week 1 on; those running then enter at the length they had. 95% interval "
        "for each measure and each week alone: pairs of runs resampled (bootstrap), widened for the small number of "
        "pairs. Spells: how many began, in all pairs together; simulated, not scaled to the nation. A policy may "
        "make spells shorter and more frequent; people experience both.",
    ),
    "curves": ("Overlevingscurve", "Survival curve"),
    "curves_axis": ("duurt langer dan zoveel weken", "lasts longer than so many weeks"),
    "spells": ("perioden", "spells"),
    "uninsured": ("onverzekerd", "uninsured"),
    "homeless": ("dakloos", "homeless"),
    "measure": ("maat", "measure"),
    "median": ("mediane duur", "median length"),
    "running_4": ("duurt langer dan 4 weken", "lasts over 4 weeks"),
    "running_13": ("duurt langer dan 13 weken", "lasts over 13 weeks"),
    "running_26": ("duurt langer dan 26 weken", "lasts over 26 weeks"),
    "with_policy": ("met beleid", "with policy"),
    "million": ("mln.", "m"),
    "billion": ("mld.", "bn"),
    "plumbing": (
        "Omvang smoke toetst alleen of alles werkt. Trek hieruit geen conclusies.",
        "Size smoke only tests that everything works. Draw no conclusions from it.",
    ),
    "intended": (
        "Het model verkent wat beleid kan doen. Het voorspelt niet, beschrijft geen bestaande persoon of "
        "bedrijf en is niet bedoeld voor besluiten over personen of bedrijven.",
        "The model explores what policy may do. It is no forecast, describes no existing person or firm "
        "and is not meant for decisions about persons or firms.",
    ),
    "by_definition": ("per definitie", "by definition"),
    "weeks": ("weken", "weeks"),
    "band_each": ("95%-interval voor elke week apart", "95% interval for each week alone"),
    "nation_text": ("Aantallen voor heel Nederland, euro's van 2021.", "Counts for the nation, euros of 2021."),
    "passage": ("Tijdens de overgang", "During the transition"),
    "passage_text": (
        "Verschil met de basis per halfjaar; voor uitkomsten die een jaar terugkijken, of als er geen weken zijn "
        "bewaard, per jaar. Aangetoond: het 95%-interval voor alle perioden en uitkomsten van een beleid tegelijk "
        "sluit nul uit. Waarschijnlijk: gekozen zodat naar verwachting hooguit één op de twintig toeval is "
        "(Benjamini-Hochberg). Wat ook in de tabel van het laatste jaar staat heeft hier hetzelfde interval en "
        "oordeel. De ergste periode is achteraf gekozen: het verschil is daar waarschijnlijk overschat. Wat hier "
        "niet staat kan toch slechter zijn geweest.",
        "Difference from the base by half-year; by year for outcomes that look back a year, or where no weeks were "
        "stored. Shown: the 95% interval for all periods and outcomes of a policy at once excludes zero. Likely: "
        "chosen so that at most one in twenty is expected to be chance (Benjamini-Hochberg). What is also in the "
        "table of the last year has the same interval and verdict here. The worst period is selected afterwards, so "
        "its difference is probably overestimated. What is not listed here may still have been worse.",
    ),
    "period": ("periode", "period"),
    "at_once": ("interval, alles tegelijk", "interval, all at once"),
    "difference_by_period": ("verschil per periode", "difference by period"),
    "legend_steps": (
        "Gevulde stip: aangetoond. Open ruit: waarschijnlijk. Open grijze stip: niet aangetoond. Streep: interval voor"
        " alle perioden en uitkomsten tegelijk.",
        "Filled point: shown. Open diamond: likely. Open grey point: not shown. Bar: interval for all periods and "
        "outcomes at once.",
    ),
    "not_kept": (
        "Hier is niets te tonen: er zijn geen paren, of deze tabel is niet bewaard (--record weekly, --groups all).",
        "Nothing to show: there are no pairs, or this table was not stored (--record weekly, --groups all).",
    ),
}
