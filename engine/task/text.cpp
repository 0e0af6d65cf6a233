#include "engine/task/stream.h"

namespace dunghan::task {
namespace {

constexpr std::array progresses{
    Progress::not_started, Progress::in_progress, Progress::submitted, Progress::completed};

template <class Enum, std::size_t n>
std::optional<Enum> find(const std::array<Enum, n>& values, std::string_view text) {
    for (const Enum value : values) {
        if (to_text(value) == text) {
            return value;
        }
    }
    return std::nullopt;
}

}  // namespace

std::string_view to_text(Kind kind) {
    switch (kind) {
        case Kind::plan_task: return "task";
        case Kind::dossier: return "dossier";
        case Kind::report: return "report";
    }
    return "?";
}

std::string_view to_text(Progress progress) {
    switch (progress) {
        case Progress::not_started: return "not_started";
        case Progress::in_progress: return "in_progress";
        case Progress::submitted: return "submitted";
        case Progress::completed: return "completed";
    }
    return "?";
}

std::optional<Kind> kind_from(std::string_view text) {
    return find(kinds, text);
}

std::optional<Progress> progress_from(std::string_view text) {
    return find(progresses, text);
}

}  // namespace dunghan::task
