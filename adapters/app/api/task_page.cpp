#include "adapters/app/api/task_page.h"

#include <algorithm>
#include <charconv>

#include "engine/audit/as_of.h"
#include "engine/task/stream.h"

namespace dunghan::app::api {

const std::vector<std::string> task_sorts{"stream", "due", "days_late"};

namespace {

// Before the first of the words: it was not asked for.
std::vector<std::string> or_any(const std::vector<std::string>& words) {
    std::vector<std::string> all{""};
    all.insert(all.end(), words.begin(), words.end());
    return all;
}

Read<std::optional<Place>> place_of(const std::string& cursor) {
    if (cursor.empty()) {
        return std::nullopt;
    }
    const auto colon = cursor.find(':');
    Place place;
    const char* end = cursor.data() + std::min(colon, cursor.size());
    const auto read = std::from_chars(cursor.data(), end, place.number);
    if (colon == std::string::npos || read.ec != std::errc{} || read.ptr != end) {
        return bad_parameter("cursor", "the 'next' of a page before", cursor);
    }
    place.stream = cursor.substr(colon + 1);
    return place;
}

std::int64_t number_of(const task::Judgement& judgement, const std::string& sort) {
    if (sort == "due") {
        return judgement.due_before ? judgement.due_before->ms : INT64_MAX;
    }
    return sort == "days_late" ? -judgement.days_late : 0;
}

bool is_wanted(
    const task::State& state,
    const task::Judgement& judgement,
    const TaskQuestion& question,
    const View& view
) {
    if (!question.kind.empty() && to_text(state.kind) != question.kind) {
        return false;
    }
    if (!question.verdict.empty() && to_text(judgement.verdict) != question.verdict) {
        return false;
    }
    if (question.agency.empty()) {
        return true;
    }
    const Date day = date_at(view.query.as_of, view.rules->policy.zone);
    const auto target = target_of(state, view.rules->directory, day);
    return std::ranges::count(*target.agencies, question.agency) > 0;
}

}  // namespace

std::string cursor_of(const Place& place) {
    return std::to_string(place.number) + ":" + place.stream;
}

Read<TaskQuestion> task_question(const http::Request& request) {
    const auto kind = word_of(request, "kind", or_any(task_kinds()));
    const auto verdict = word_of(request, "verdict", or_any(task_verdicts()));
    const auto sort = word_of(request, "sort", task_sorts);
    const auto limit = number_of(request, "limit", 1, page_max, page_usual);
    const auto cursor = place_of(text_of(request, "cursor"));
    for (const BadParameter* bad :
         {kind ? nullptr : &kind.error(),
          verdict ? nullptr : &verdict.error(),
          sort ? nullptr : &sort.error(),
          limit ? nullptr : &limit.error(),
          cursor ? nullptr : &cursor.error()}) {
        if (bad != nullptr) {
            return tl::unexpected(*bad);
        }
    }
    return TaskQuestion{*kind, *verdict, text_of(request, "agency"), *sort, *limit, *cursor};
}

const std::vector<std::string>& task_kinds() {
    static const std::vector<std::string> words = [] {
        std::vector<std::string> all;
        for (const task::Kind kind : task::kinds) {
            all.emplace_back(to_text(kind));
        }
        return all;
    }();
    return words;
}

// As to_text has them, in its order.
const std::vector<std::string>& task_verdicts() {
    static const std::vector<std::string> words = [] {
        std::vector<std::string> all;
        for (int i = 0; i <= static_cast<int>(task::Verdict::suspended); ++i) {
            all.emplace_back(task::to_text(static_cast<task::Verdict>(i)));
        }
        return all;
    }();
    return words;
}

Result<TaskPage> task_page(
    const Store& store, const View& view, const Visitor& visitor, const TaskQuestion& question
) {
    const bool in_order = question.sort == task_sorts.front();  // of the store itself
    TaskPage page;
    const auto visit = [&](const StreamId& stream, const task::State& state) {
        const auto judgement = judge(state, view);
        Place place{number_of(judgement, question.sort), stream.value};
        const bool later = !question.after || *question.after < place;
        if (later && is_wanted(state, judgement, question, view) &&
            may_read(visitor, state, view)) {
            page.tasks.emplace(std::move(place), state);
        }
        if (page.tasks.size() > question.limit + 1) {
            page.tasks.erase(std::prev(page.tasks.end()));
        }
        return !in_order || page.tasks.size() <= question.limit;
    };
    const std::string from = in_order && question.after ? question.after->stream : "";
    if (const auto visited = audit::visit_tasks(store, view.query, visit, from); !visited) {
        return tl::unexpected(visited.error());
    }
    if (page.tasks.size() > question.limit) {
        page.tasks.erase(std::prev(page.tasks.end()));
        page.next = page.tasks.rbegin()->first;
    }
    return page;
}

}  // namespace dunghan::app::api
