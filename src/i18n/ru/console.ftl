# Консоль организаторов: рамка, вход, организаторы.

console-skip = Перейти к содержанию
console-nav = Меню
console-nav-overview = Обзор
console-nav-surveys = Опросы
console-nav-broadcasts = Рассылки
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
console-sign-out = Выйти
console-go-on = Продолжить
console-pager = Страницы
console-pager-previous = Назад
console-pager-next = Дальше
console-live-lost = Связь прервана, цифры могли устареть.

console-problem = Не получилось
console-problem-403 = Не для вашей роли
console-problem-404 = Не найдено
console-problem-start = На начальную страницу
console-problem-not-yours = Ваша роль этого не позволяет. Изменить её может администратор.
console-problem-not-here = Такой страницы нет или больше нет.
console-problem-signed-out = Вы вышли, поэтому ничего не сохранено. Войдите в другой вкладке и вернитесь в этой назад: введённое ещё на месте.
console-problem-old-page = Эта страница была открыта до последнего входа, поэтому ничего не сохранено. Вернитесь и загрузите её заново.
console-problem-too-large = Это слишком большой объём для отправки.
console-problem-bad-request = Сервер не смог это прочитать.
console-problem-ours = Здесь что-то пошло не так. Сбой записан, попробуйте ещё раз.
console-problem-away = База данных сейчас не отвечает. Ничего не потеряно, попробуйте через минуту.
