#include "engine/base/text.h"
#include "engine/intake/printed_date.h"
#include "engine/intake/table_rows.h"

namespace dunghan::intake {
namespace {

using task::Progress;

constexpr std::string_view overdue_words = "tre han";
constexpr std::string_view system_words = "he-thong-thong-tin-";

// "Hệ thống thông tin Sở Du lịch" -> "hs-so-du-lich"
std::string dossier_code(std::string_view system) {
    const std::string name = slug(system);
    const std::string_view rest = name;
    const bool led = rest.starts_with(system_words);
    return "hs-" + std::string(led ? rest.substr(system_words.size()) : rest);
}

// The note without "Trễ hạn", folded: what it says of the dossier itself.
std::string stage_words(std::string_view note) {
    std::string folded = fold(note);
    if (const std::size_t at = folded.find(overdue_words); at != std::string::npos) {
        folded.erase(at, overdue_words.size());
    }
    while (!folded.empty() && (folded.back() == ' ' || folded.back() == ',' ||
                               folded.back() == ';' || folded.back() == '.')) {
        folded.pop_back();
    }
    return squeeze(folded);
}

std::optional<task::ProgressReported> progress_of(const std::string& note) {
    const std::string words = stage_words(note);
    const auto at = [&](Progress progress, std::string stage) {
        return task::ProgressReported{progress, std::move(stage), note, true};
    };
    if (words.empty()) {
        return at(Progress::not_started, "not_submitted");
    }
    if (words == "dang tham dinh") {
        return at(Progress::in_progress, "appraising");
    }
    if (words == "da tham dinh, ho so chua dat yeu cau") {
        return at(Progress::in_progress, "failed");
    }
    return std::nullopt;
}

void read_note(TableReading& reading, const Line& line, Fact& fact) {
    const std::string& note = reading.text(line, Column::note);
    if (fold(note).find(overdue_words) != std::string::npos) {
        fact.rating.emplace();
        fact.rating->code = "Trễ hạn";
    }
    fact.progress = progress_of(note);
    if (!fact.progress) {
        reading.set_aside(
            line,
            Column::note,
            fact.code,
            "Expected nothing, 'Đang thẩm định' or 'Đã thẩm định, hồ sơ chưa đạt yêu cầu', with "
            "or without 'Trễ hạn', but this is none: report the dossier's progress by hand"
        );
    }
}

// The appraiser is to be reminded while it lies there, unless the row itself names somebody.
void wait_on_appraiser(const ReadOptions& options, Fact& fact) {
    const bool appraising = fact.progress && fact.progress->stage == "appraising";
    if (appraising && !fact.waiting_on && !options.appraiser.empty()) {
        fact.waiting_on =
            task::WaitingOnSet{Party{PartyKind::agency, options.appraiser}, "Đang thẩm định"};
    }
}

std::optional<Instant> assigned_at(const TableReading& reading) {
    constexpr std::string_view letter = "cong van so";
    auto date = document_date(reading.layout().heading(Column::deadline), letter);
    if (!date) {
        date = document_date(reading.table().caption, letter);
    }
    return date ? std::optional(start_of(*date, reading.options().deadlines.zone)) : std::nullopt;
}

}  // namespace

void read_dossier_rows(TableReading& reading, const std::vector<Line>& lines) {
    const auto assigned = assigned_at(reading);
    for (const Line& line : lines) {
        const std::string system = squeeze(reading.text(line, Column::system));
        if (system.empty()) {
            reading.set_aside(
                line, Column::system, "", "Expected the system's name, but the cell is empty"
            );
            continue;
        }
        Fact fact = reading.fact_of(line, dossier_code(system));
        fact.assigned_at = assigned;
        fact.description.title = system;
        fact.description.level = squeeze(reading.text(line, Column::level));
        fact.milestones = reading.deadlines(line, fact.code);
        read_note(reading, line, fact);
        read_extra_columns(reading, line, fact);
        wait_on_appraiser(reading.options(), fact);
        reading.add(std::move(fact));
    }
}

}  // namespace dunghan::intake
