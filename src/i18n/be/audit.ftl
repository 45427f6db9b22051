# Журнал дзеянняў у кансолі.

audit-title = Журнал
audit-lead = Усё, што мянялі, вырашалі і выгружалі, і хто ўваходзіў: ланцужок, у якім нічога нельга змяніць незаўважна.
audit-number = №
audit-at = Калі (UTC)
audit-who = Хто
audit-nobody = Сістэма
audit-action = Што
audit-subject = З чым
audit-detail = Падрабязнасці
audit-filter = Фільтр
audit-filter-subject = Толькі гэта
audit-filter-from = З
audit-filter-until = Па
audit-filter-any = Любое
audit-filter-all-of = { $subject }: усё
audit-filter-clear = Скінуць
audit-empty = Пакуль нічога не адбывалася
audit-empty-text = Першым запісам стане першы ўваход.
audit-nothing-found = Такіх запісаў няма
audit-nothing-found-text = Прыбярыце частку ўмоў.
audit-not-a-date = Гэта не дата.
audit-chain = Ланцужок
audit-chain-unknown = Яшчэ не правяралі.
audit-chain-check = Праверыць цяпер
audit-chain-right = { $entries ->
    [0] Запісаў яшчэ няма.
    [one] Правераны { $entries } запіс: усё так, як было запісана.
    [few] Правераны { $entries } запісы: усё так, як было запісана, і па парадку.
   *[other] Праверана { $entries } запісаў: усё так, як было запісана, і па парадку.
}
audit-chain-wrong = Журнал не такі, якім яго запісалі
audit-chain-wrong-text = Яго змяніў нехта з поўным доступам да базы даных. Паглядзіце запісы, названыя тут, і параўнайце з копіяй, якая захоўвалася ў іншым месцы.
audit-chain-checked-at = Праверана а { $time } (UTC).
audit-chain-head = Апошні запіс. Час ад часу перапісвайце яго ў іншае месца: па ім потым можна ўпэўніцца, што нічога не адрэзана.
audit-fault-missing = Запіс { $number }: перад ім прапаў прынамсі адзін
audit-fault-changed = Запіс { $number }: у ім не тое, што было запісана
audit-fault-out-of-order = Запіс { $number }: ён не працягвае папярэдні
audit-fault-more = і яшчэ { $n }
