# Журнал действий в консоли.

audit-title = Журнал
audit-lead = Всё, что меняли, решали и выгружали, и кто входил: цепочка, в которой ничего нельзя подправить незаметно.
audit-number = №
audit-at = Когда (UTC)
audit-who = Кто
audit-nobody = Система
audit-action = Что
audit-subject = С чем
audit-detail = Подробности
audit-filter = Отобрать
audit-filter-subject = Только это
audit-filter-from = С
audit-filter-until = По
audit-filter-any = Неважно
audit-filter-all-of = { $subject }: всё
audit-filter-clear = Сбросить
audit-empty = Пока ничего не происходило
audit-empty-text = Первой записью станет первый вход.
audit-nothing-found = Таких записей нет
audit-nothing-found-text = Уберите часть условий.
audit-not-a-date = Это не дата.
audit-chain = Цепочка
audit-chain-unknown = Ещё не проверяли.
audit-chain-check = Проверить сейчас
audit-chain-right = { $entries ->
    [0] Записей ещё нет.
    [one] Проверена { $entries } запись: всё так, как было записано.
    [few] Проверены { $entries } записи: всё так, как было записано, и по порядку.
   *[other] Проверено { $entries } записей: всё так, как было записано, и по порядку.
}
audit-chain-wrong = Журнал не такой, каким его записали
audit-chain-wrong-text = Его изменил кто-то с полным доступом к базе. Посмотрите названные здесь записи и сравните с копией, которая хранилась в другом месте.
audit-chain-checked-at = Проверено в { $time } (UTC).
audit-chain-head = Последняя запись. Время от времени переписывайте её в другое место: по ней потом будет видно, что конец журнала не отрезан.
audit-fault-missing = Запись { $number }: перед ней пропала хотя бы одна
audit-fault-changed = Запись { $number }: в ней не то, что было записано
audit-fault-out-of-order = Запись { $number }: она не продолжает предыдущую
audit-fault-more = и ещё { $n }
