#include "adapters/diagram/words.h"

namespace dunghan {
namespace {

std::string_view words_of(BudgetUnit unit) {
    switch (unit) {
        case BudgetUnit::days: return "ngày";
        case BudgetUnit::working_days: return "ngày làm việc";
        case BudgetUnit::working_hours: return "giờ làm việc";
        case BudgetUnit::weeks: return "tuần";
        case BudgetUnit::months: return "tháng";
    }
    return "?";
}

void append(std::string& list, std::string_view words) {
    list += (list.empty() ? "" : ", ") + std::string(words);
}

}  // namespace

std::string_view words_of(Role role) {
    switch (role) {
        case Role::holder: return "cơ quan chủ trì";
        case Role::deputy: return "phó lãnh đạo";
        case Role::head: return "lãnh đạo";
        case Role::coordinator: return "đầu mối điều phối";
        case Role::committee: return "ban chỉ đạo";
        case Role::appraiser: return "bên tiếp nhận";
        case Role::system: return "hệ thống";
    }
    return "?";
}

std::string words_of(const Budget& budget) {
    return std::to_string(budget.amount) + " " + std::string(words_of(budget.unit));
}

std::string words_of(const TermRule& term) {
    return term.label + ": " + (term.printed.empty() ? words_of(term.budget) : term.printed);
}

std::string words_of(const ExtensionRule& extension) {
    if (extension.max == 0) {
        return "không gia hạn";
    }
    return "gia hạn tối đa " + std::to_string(extension.max) + " lần" +
           (extension.basis ? ", phải có căn cứ" : "");
}

std::string actors_of(const TransitionRule& transition) {
    std::string list;
    for (const Role role : transition.by) {
        if (role != Role::system) {
            append(list, words_of(role));
        }
    }
    return list;
}

std::string requirements_of(const TransitionRule& transition) {
    std::string list;
    for (const auto& [required, words] :
         {std::pair{transition.evidence, "văn bản"},
          {transition.reason, "lý do"},
          {transition.basis, "căn cứ"},
          {transition.next_holder, "bên tiếp nhận"}}) {
        if (required) {
            append(list, words);
        }
    }
    return list;
}

}  // namespace dunghan
