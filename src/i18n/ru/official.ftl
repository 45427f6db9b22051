# Официальные результаты: импорт, версии, числа одного импорта; что может быть не так с файлом.

## Ошибки в файле

official-fault-at = строка { $line }: { $fault }
official-fault-empty = файл пуст
official-fault-no-table = это не текст и не книга Excel (.xlsx)
official-fault-old-workbook = это старый или защищённый файл Excel: сохраните его как .xlsx без пароля или как CSV
official-fault-broken-workbook = это не книга Excel, или она повреждена: откройте её и сохраните заново, как .xlsx или CSV
official-fault-too-large = книга слишком велика: больше, чем { $limit } { $what ->
        [packedBytes] байт
        [bytes] байт на лист
        [parts] частей
        [letters] букв текста
        [strings] разных текстов
        [rows] строк
       *[columns] столбцов
    }
official-fault-no-sheet = листа «{ $sheet }» нет, есть только: { $sheets }
official-fault-no-header-line = в строке { $line }, где должны быть заголовки, ничего нет
official-fault-encoding = здесь или чуть дальше — не { $encoding }
official-fault-open-quote = здесь открывается кавычка, которая нигде не закрыта
official-fault-unreadable = это не читается как CSV ({ $code })
official-fault-unknown-column = столбца { $column } в официальных результатах нет
official-fault-no-header = { $column }: в файле нет заголовка «{ $header }»
official-fault-header-twice = { $column }: «{ $header }» уже занят другим столбцом
official-fault-ambiguous = { $headers }: что из этого — { $what }?
official-fault-no-station-column = ни один столбец не говорит, какой это участок
official-fault-no-votes-column = ни в одном столбце нет голосов
official-fault-no-choice-column = ни в одном столбце нет варианта из бюллетеня
official-fault-width = столбцов здесь { $columns }, а в заголовке { $header }
official-fault-no-code = участок не указан
official-fault-unknown-station = участка { $code } нет
official-fault-unknown-choice = «{ $named }» — такого варианта на этих выборах нет
official-fault-station-twice = участок { $code } уже есть в строке { $before }
official-fault-number-twice = { $what }: для участка { $code } это уже есть в строке { $before }
official-fault-fraction = { $what }: { $text } — не целое число
official-fault-no-number = { $what }: «{ $text }» — не число
official-fault-negative = { $what }: { $value } меньше нуля
official-fault-votes-over-turnout = голоса участка { $code } в сумме { $votes } — больше, чем его явка { $turnout }
official-fault-votes-under-turnout = голоса участка { $code } вместе с недействительными — { $votes }, меньше, чем его явка { $turnout }
official-fault-turnout-over-register = явка участка { $code } — { $turnout }, больше, чем его избирателей: { $voters }
official-fault-votes-over-register = голоса участка { $code } в сумме { $votes } — больше, чем его избирателей: { $voters }
official-fault-early-over-turnout = на участке { $code } досрочно проголосовали { $early } — больше, чем его явка { $turnout }
official-fault-no-numbers = в файле нет чисел ни для одного варианта
official-fault-blank-choices = в файле ничего нет про { $choices }: пустое место не может означать ноль

official-cell-registered = избиратели в списке
official-cell-turnout = явка
official-cell-spoiled = недействительные бюллетени
official-cell-early = досрочные голоса
