# Консоль организаторов: рамка, вход, организаторы.

console-skip = Перейти к содержанию
console-nav = Меню
console-nav-overview = Обзор
console-nav-surveys = Опросы
console-nav-broadcasts = Рассылки
console-nav-official = Официальные результаты
console-nav-review = Проверка
console-nav-review-admin = Присмотр
console-nav-typing = Ввод
console-nav-protocols = Протоколы
console-nav-chronicle = Хроника
console-nav-proposals = На решение
console-nav-audit = Журнал
console-nav-organizers = Организаторы
console-nav-waiting = ждут решения
console-language = Язык
console-role-administrator = Администратор
console-role-organizer = Организатор
console-role-reviewer = Проверяющий
console-role-reader = Читатель
console-sign-in = Войти
console-sign-in-tab = Войти в другой вкладке
console-send-again = Отправить ещё раз
console-sign-out = Выйти
console-go-on = Продолжить
console-pager = Страницы
console-pager-previous = Назад
console-pager-next = Дальше
console-live-lost = Связь прервана, числа могли устареть.

console-problem = Не получилось
console-problem-403 = Не для вашей роли
console-problem-404 = Не найдено
console-problem-start = На начальную страницу
console-problem-not-yours = Ваша роль этого не позволяет. Изменить её может администратор.
console-problem-not-here = Такой страницы нет или больше нет.
console-problem-signed-out = Сеанс завершён, поэтому ничего не сохранено. Войдите и отправьте ещё раз.
console-problem-signed-out-kept = Сеанс завершён, поэтому пока ничего не сохранено. Введённое не потеряно: войдите в другой вкладке, затем отправьте отсюда ещё раз.
console-problem-old-page = Эта страница была открыта до последнего входа, поэтому пока ничего не сохранено. Если это ещё нужно, отправьте ещё раз.
console-problem-too-large = Это слишком большой объём для отправки.
console-problem-too-many = Слишком много запросов из вашей сети. Подождите, пожалуйста, минуту.
console-problem-no-https = Консоль открывается только по https. Если вы пришли по https, об этом не сообщает прокси между нами (X-Forwarded-Proto).
console-problem-bad-request = Сервер не смог это прочитать.
console-problem-ours = Здесь что-то пошло не так. Сбой записан, попробуйте ещё раз.
console-problem-away = База данных сейчас не отвечает. Ничего не потеряно, попробуйте через минуту.

## Вход

console-sign-in-title = Консоль организаторов
console-sign-in-lead = Войдите с ключом доступа, который хранится на этом устройстве, на телефоне или на аппаратном ключе.
console-sign-in-passkey = Войти с ключом доступа
console-sign-in-failed = Не получилось. Если этот ключ добавлен здесь, попробуйте ещё раз, иначе войдите с кодом восстановления.
console-too-many-attempts = Слишком много попыток из вашей сети. Подождите, пожалуйста, { $minutes } мин.
console-recover-link = Ключ доступа потерян
console-recover-title = Код восстановления
console-recover-lead = Каждый код действует один раз. Сразу после входа добавьте новый ключ доступа.
console-recover-code = Код
console-recover-hint = Большими или маленькими буквами, с дефисами или без.
console-recover-failed = Не получилось. Проверьте код; использованный код больше не действует.
console-recovered = Вы вошли. Теперь добавьте ключ доступа и удалите потерянные.
console-join-link = У меня есть приглашение
console-join-title = Приглашение
console-join-lead = Ссылка, которую вам дали, открывает эту страницу и сама вписывает код.
console-join-code = Код приглашения
console-join-hint = Часть ссылки после # или вся ссылка.
console-join-spent = Это приглашение не действует: истекло, использовано, отозвано или скопировано не целиком. Попросите новое.
console-join-passkey-title = Добро пожаловать
console-join-passkey-lead = Вас пригласили. Роль: { $role }. Выберите, что другие увидят вместо имени, и добавьте ключ доступа.
console-join-passkey = Добавить ключ и продолжить
console-alias = Псевдоним
console-alias-hint = От 2 до 40 знаков. Не имя и не адрес: в журнале он останется навсегда.
console-alias-odd = В псевдониме должно быть от 2 до 40 букв, цифр или знаков.
console-alias-taken = Такой псевдоним уже есть. Выберите другой.
console-passkey-cancelled = Отменено, или время вышло. Попробуйте ещё раз.
console-passkey-unsupported = В этом браузере нет ключей доступа. Нужен более новый, по https или на localhost.
console-passkey-known = На этом устройстве уже есть ваш ключ доступа.
console-passkey-failed = Воспользоваться ключом доступа не удалось. Попробуйте ещё раз.
console-passkey-noscript = Для ключей доступа нужен JavaScript. Включите его для этого сайта.
console-codes-title = Коды восстановления
console-codes-lead = Если потеряете ключ доступа, войти поможет один из этих кодов. Они показаны только сейчас: запишите или сохраните их отдельно от этого устройства.
console-codes-force = Если вас когда-нибудь заставят войти: скажите, что ключ доступа потерян, и введите один из этих кодов, поменяв местами вторую и третью группы. Консоль откроется, но изменить в ней ничего будет нельзя; все остальные ваши способы войти будут заблокированы, и об этом узнает каждый администратор. Запомните это и не записывайте рядом с кодами.
console-codes-done = Коды сохранены, дальше
console-copy = Скопировать
console-copied = Скопировано
console-save-file = Сохранить в файл

## Своя страница

console-account = Моя учётная запись
console-role = Роль
console-save = Сохранить
console-remove = Удалить
console-actions = Действия
console-passkeys = Ключи доступа
console-passkey = Ключ
console-passkeys-about = Держите хотя бы два, на разных устройствах: тогда потеря одного не закроет вам вход.
console-passkey-added-on = Добавлен
console-passkey-add = Добавить ключ доступа
console-passkey-added = Ключ доступа добавлен.
console-passkey-removed = Ключ доступа удалён.
console-passkey-remove-question = Войти с этим ключом больше никто не сможет. Удалить его?
console-passkey-last = Это ваш последний ключ доступа. Сначала добавьте другой.
console-codes = Коды восстановления
console-codes-left =
    { $count ->
        [one] Остался { $count } код.
        [few] Осталось { $count } кода.
       *[other] Осталось { $count } кодов.
    }
console-codes-few = Кодов почти не осталось. Создайте новые.
console-codes-renew = Создать новые коды
console-codes-renew-question = Старые коды перестанут действовать. Создать новые?
console-sessions = Вход на других устройствах
console-sessions-about = Сеанс длится не больше 12 часов, а без действий – 30 минут.
console-sessions-end = Выйти на всех других устройствах
console-sessions-ended = На всех других устройствах вы вышли.

## Организаторы

console-joined = С какого дня
console-you = это вы
console-organizers-alone = Кроме вас, здесь никого нет. То, что делают вдвоём (рассылки, публикация, выгрузки), невозможно, пока не присоединится кто-то ещё: пригласите.
console-invite = Пригласить
console-invite-lead = Ссылка действует один раз, для одного человека.
console-invite-make = Создать ссылку
console-invited = Ссылка приглашения
console-invited-lead = Роль: { $role }. Действует один раз, в течение { $hours } ч.
console-invited-once = Она показана только сейчас. Отправьте её по каналу, которому доверяете: войдёт тот, кто откроет её первым.
console-invitations = Открытые приглашения
console-invitations-none = Никто не приглашён
console-invitations-about = Здесь видны приглашения, которыми ещё не воспользовались. Их можно отозвать.
console-invited-by = Кто пригласил
console-command-line = командная строка
console-expires = Действует
console-expires-in =
    { $hours ->
        [one] ещё { $hours } час
        [few] ещё { $hours } часа
       *[other] ещё { $hours } часов
    }
console-revoke = Отозвать
console-revoke-question = Ссылка перестанет действовать. Отозвать приглашение?
console-invitation-revoked = Приглашение отозвано.
console-invitation-gone = Приглашение уже использовано или отозвано.
console-role-administrator-about = Может всё, в том числе решает, кого пускать в консоль.
console-role-organizer-about = Опросы, рассылки, результаты, публикация.
console-role-reviewer-about = Только очередь бюллетеней на проверку.
console-role-reader-about = Видит всё, что видят организаторы, и ничего не меняет.
console-role-missing = Выберите роль.
console-role-change = Изменить роль
console-role-changed = Роль изменена, она уже действует.
console-organizer-remove = Убрать из консоли
console-organizer-remove-about = Ключи доступа, коды восстановления и сеансы перестанут действовать сразу. Сделанное останется в журнале.
console-organizer-remove-question = Убрать { $alias }? Вернуть нельзя: понадобятся новое приглашение и другой псевдоним.
console-organizer-removed = Доступ снят. На всех устройствах выполнен выход.
console-organizer-unknown = Такого организатора нет, или доступ уже снят.
console-organizer-own = Свою роль не меняют и себя не убирают: обратитесь к другому администратору.
console-organizer-last = Это последний администратор. Сначала назначьте другого.
