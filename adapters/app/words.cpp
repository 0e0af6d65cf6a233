#include "adapters/app/words.h"

namespace dunghan::app {

using task::Progress;
using task::Verdict;

std::string_view words_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::on_schedule: return "đúng tiến độ";
        case Verdict::due_soon: return "sắp đến hạn";
        case Verdict::overdue: return "trễ hạn";
        case Verdict::start_missed: return "trễ bắt đầu";
        case Verdict::completed: return "hoàn thành";
        case Verdict::completed_late: return "hoàn thành trễ hạn";
        case Verdict::no_due_date: return "không hạn";
        case Verdict::undecided: return "chờ xác định hạn";
        case Verdict::cancelled: return "đã hủy";
        case Verdict::missing: return "chưa gửi";
        case Verdict::suspended: return "tạm dừng";
    }
    return "?";
}

std::string_view words_of(Progress progress) {
    switch (progress) {
        case Progress::not_started: return "chưa thực hiện";
        case Progress::in_progress: return "đang thực hiện";
        case Progress::submitted: return "đã trình";
        case Progress::completed: return "đã hoàn thành";
    }
    return "?";
}

std::string words_of_stage(std::string_view stage) {
    if (stage == "not_submitted") {
        return "chưa gửi";
    }
    if (stage == "appraising") {
        return "đang thẩm định";
    }
    if (stage == "failed") {
        return "chưa đạt";
    }
    return std::string(stage);
}

Colour colour_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::overdue:
        case Verdict::start_missed:
        case Verdict::missing: return Colour::red;
        case Verdict::due_soon:
        case Verdict::undecided: return Colour::yellow;
        case Verdict::completed:
        case Verdict::completed_late: return Colour::green;
        case Verdict::cancelled:
        case Verdict::suspended: return Colour::dim;
        case Verdict::on_schedule:
        case Verdict::no_due_date: return Colour::plain;
    }
    return Colour::plain;
}

std::string state_of(const task::State& state) {
    const auto& progress = state.progress.value;
    return progress.stage.empty() ? std::string(to_text(progress.progress)) : progress.stage;
}

std::string state_words(const task::State& state) {
    const auto& progress = state.progress.value;
    return progress.stage.empty() ? std::string(words_of(progress.progress))
                                  : words_of_stage(progress.stage);
}

std::string holders_of(const task::State& state, const Directory& directory) {
    std::string text;
    for (const Party& party : state.description.value.holders) {
        text += (text.empty() ? "" : "; ") + directory.name_of(party);
    }
    return text;
}

}  // namespace dunghan::app
