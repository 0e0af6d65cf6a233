#include "adapters/app/forecast_day.h"

#include <algorithm>
#include <array>

#include "adapters/app/terminal.h"
#include "adapters/mail/digest_text.h"

namespace dunghan::app {
namespace {

using forecast::Day;
using forecast::Reminder;
using forecast::TermEnd;

std::string subject_of(const reminder::DigestIssued& mail, const std::string& subject_tag) {
    const auto words = mail::digest_text(mail, {subject_tag, ""});
    return words ? words->subject : "";
}

// The last day of a term that ends at an exclusive instant.
Date last_day(Instant end, const Zone& zone) {
    return date_at(plus_ms(end, -1), zone);
}

Json end_json(const TermEnd& end, const Zone& zone) {
    return {
        {"task", end.task.code},
        {"kind", task::to_text(end.task.kind)},
        {"title", end.task.title},
        {"holder", end.task.holder},
        {"agencies", end.task.agencies},
        {"milestone", end.milestone},
        {"label", end.label},
        {"deadline", end.deadline},
        {"last_day", to_iso(last_day(end.at, zone))},
        {"due_before", to_rfc3339(end.at)}};
}

Json ends_json(const std::vector<TermEnd>& ends, const Zone& zone) {
    Json list = Json::array();
    for (const TermEnd& end : ends) {
        list.push_back(end_json(end, zone));
    }
    return list;
}

Json reminder_json(const Reminder& reminder) {
    return {
        {"task", reminder.code},
        {"stream", reminder.task.value},
        {"rung", reminder.rung.rung},
        {"occurrence", reminder.rung.occurrence},
        {"milestone", reminder.rung.milestone},
        {"anchor", to_rfc3339(reminder.rung.anchor)},
        {"recipients", reminder.recipients},
        {"slot", to_rfc3339(reminder.slot)}};
}

Json mail_json(const reminder::DigestIssued& mail, const std::string& subject_tag) {
    return {
        {"recipient", mail.recipient},
        {"name", mail.recipient_name},
        {"tasks", mail.items.size() + mail.omitted},
        {"subject", subject_of(mail, subject_tag)},
        {"redirected", mail.redirected},
        {"slot", to_rfc3339(mail.slot)},
        {"message_id", mail.message_id}};
}

}  // namespace

Json day_json(const Day& day, const Zone& zone, const std::string& subject_tag) {
    Json json;
    json["day"] = to_iso(day.day);
    json["due"] = ends_json(day.due, zone);
    json["overdue"] = ends_json(day.overdue, zone);
    json["start_missed"] = ends_json(day.start_missed, zone);
    json["reminders"] = Json::array();
    for (const Reminder& reminder : day.reminders) {
        json["reminders"].push_back(reminder_json(reminder));
    }
    json["mails"] = Json::array();
    for (const reminder::DigestIssued& mail : day.mails) {
        json["mails"].push_back(mail_json(mail, subject_tag));
    }
    json["events"] = Json::array();
    for (const forecast::OtherEvent& event : day.events) {
        json["events"].push_back({{"type", event.type}, {"stream", event.stream.value}});
    }
    json["troubles"] = day.troubles;
    return json;
}

Day only(Day day, const std::string& agency) {
    const auto concerns = [&](const std::vector<std::string>& agencies) {
        return std::ranges::count(agencies, agency) > 0;
    };
    for (auto* ends : {&day.due, &day.overdue, &day.start_missed}) {
        std::erase_if(*ends, [&](const TermEnd& end) { return !concerns(end.task.agencies); });
    }
    std::erase_if(day.reminders, [&](const Reminder& each) { return !concerns(each.recipients); });
    std::erase_if(day.mails, [&](const auto& mail) { return mail.recipient != agency; });
    day.events.clear();
    return day;
}

namespace {

constexpr std::size_t lines_max = 12;  // of one list of one day; programs get all
constexpr std::size_t bar_width = 24;

std::string weekday_name(Date day) {
    constexpr std::array names{
        "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật"};
    return names.at(static_cast<std::size_t>(weekday(day)));
}

std::string bar_of(std::size_t count, std::size_t most) {
    const std::size_t width = count == 0 ? 0 : std::max<std::size_t>(count * bar_width / most, 1);
    std::string bar;
    for (std::size_t i = 0; i < width; ++i) {
        bar += "█";
    }
    return bar;
}

// One list under its name, the first lines of it.
template <class List, class Say>
std::string list_text(std::string_view name, Colour colour, const List& list, const Say& say) {
    std::string text;
    std::size_t said = 0;
    for (const auto& each : list) {
        if (said == lines_max) {
            text += "             … và " + std::to_string(list.size() - said) + " dòng nữa\n";
            break;
        }
        const std::string pad(12 - shown_width(name), ' ');
        text += said == 0 ? "  " + paint(name, colour) + pad : std::string(14, ' ');
        text += say(each) + "\n";
        ++said;
    }
    return text;
}

std::string end_text(const TermEnd& end) {
    return end.task.code + "  " + end.task.title + (end.label.empty() ? "" : ": " + end.label) +
           " (" + end.task.holder + ")";
}

std::string reminder_text(const Reminder& reminder, const Directory& directory) {
    std::string text = reminder.code + "  " + reminder.rung.rung;
    if (reminder.rung.occurrence > 0) {
        text += " lần " + std::to_string(reminder.rung.occurrence + 1);
    }
    text += " →";
    for (const std::string& recipient : reminder.recipients) {
        text += " " + directory.name_of({PartyKind::agency, recipient});
    }
    return text;
}

}  // namespace

void ForecastText::add(const Day& day) {
    Shown shown;
    shown.day = day.day;
    shown.mails = day.mails.size();
    shown.reminders = day.reminders.size();
    shown.due = day.due.size();
    shown.late = day.overdue.size() + day.start_missed.size();
    shown.lines =
        list_text("Đến hạn", Colour::yellow, day.due, end_text) +
        list_text("Thành trễ", Colour::red, day.overdue, end_text) +
        list_text("Trễ bắt đầu", Colour::red, day.start_missed, end_text) +
        list_text(
            "Nhắc",
            Colour::cyan,
            day.reminders,
            [&](const Reminder& each) { return reminder_text(each, directory_); }
        ) +
        list_text(
            "Thư",
            Colour::green,
            day.mails,
            [&](const auto& mail) { return subject_of(mail, subject_tag_); }
        ) +
        list_text(
            "Sự kiện",
            Colour::plain,
            day.events,
            [](const auto& event) { return event.type + " " + event.stream.value; }
        ) +
        list_text("SỰ CỐ", Colour::red, day.troubles, [](const auto& trouble) { return trouble; });
    days_.push_back(std::move(shown));
}

std::string ForecastText::chart() const {
    std::size_t most = 1;
    for (const Shown& day : days_) {
        most = std::max(most, day.mails);
    }
    TextTable table(
        {{"Ngày"},
         {"", false, 12},
         {"Thư", true},
         {"", false, bar_width},
         {"Nhắc", true},
         {"Đến hạn", true},
         {"Thành trễ", true}}
    );
    for (const Shown& day : days_) {
        const auto number = [](std::size_t count, Colour colour) {
            return TextTable::Cell{
                count == 0 ? "·" : std::to_string(count), count == 0 ? Colour::dim : colour};
        };
        table.add(
            {{weekday_name(day.day)},
             {to_vietnamese(day.day)},
             number(day.mails, Colour::green),
             {bar_of(day.mails, most), Colour::green},
             number(day.reminders, Colour::cyan),
             number(day.due, Colour::yellow),
             number(day.late, Colour::red)}
        );
    }
    return table.text();
}

std::string ForecastText::text() const {
    std::string text = chart();
    for (const Shown& day : days_) {
        if (!day.lines.empty()) {
            text += "\n" +
                    paint(weekday_name(day.day) + ", " + to_vietnamese(day.day), Colour::bold) +
                    "\n" + day.lines;
        }
    }
    return text;
}

}  // namespace dunghan::app
