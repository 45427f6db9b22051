## Што пытанне апытання кажа ў чаце апроч уласнага тэксту. Перадпрагляд у кансолі паказвае тое самае.

survey-prompt-position = Пытанне { $number } з { $of }
survey-prompt-yes = Так
survey-prompt-no = Не
survey-prompt-done = Гатова ✓
survey-prompt-skip = Прапусціць
survey-prompt-back = ← Назад
survey-prompt-several = Адзначце колькі заўгодна варыянтаў і націсніце «Гатова».
survey-prompt-several-exactly =
    { $count ->
        [one] Адзначце { $count } варыянт і націсніце «Гатова».
        [few] Адзначце { $count } варыянты і націсніце «Гатова».
       *[other] Адзначце { $count } варыянтаў і націсніце «Гатова».
    }
survey-prompt-several-least =
    { $count ->
        [one] Адзначце не менш за { $count } варыянт і націсніце «Гатова».
        [few] Адзначце не менш за { $count } варыянты і націсніце «Гатова».
       *[other] Адзначце не менш за { $count } варыянтаў і націсніце «Гатова».
    }
survey-prompt-several-most =
    { $count ->
        [one] Адзначце не больш за { $count } варыянт і націсніце «Гатова».
        [few] Адзначце не больш за { $count } варыянты і націсніце «Гатова».
       *[other] Адзначце не больш за { $count } варыянтаў і націсніце «Гатова».
    }
survey-prompt-several-between = Адзначце ад { $min } да { $max } варыянтаў і націсніце «Гатова».
survey-prompt-text =
    { $longest ->
        [one] Напішыце адказ, не даўжэйшы за { $longest } знак.
        [few] Напішыце адказ, не даўжэйшы за { $longest } знакі.
       *[other] Напішыце адказ, не даўжэйшы за { $longest } знакаў.
    }
survey-prompt-number = Напішыце цэлы лік ад { $min } да { $max }.
