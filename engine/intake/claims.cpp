#include "engine/intake/claims.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "engine/base/text.h"

namespace dunghan::intake {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> coded_claims{
    {{"(ht)", "HT"},
     {"(dth-d)", "ĐTH-Đ"},
     {"(dth-t)", "ĐTH-T"},
     {"(cth-t)", "CTH-T"},
     {"(cth-d)", "CTH-Đ"}}};

// The number after `words` and a colon; none: not claimed.
std::optional<std::int64_t> claimed(const std::string& body, std::string_view words) {
    const std::size_t found = body.find(words);
    if (found == std::string::npos) {
        return std::nullopt;
    }
    std::size_t at = found + words.size();
    while (at < body.size() && (body[at] == ' ' || body[at] == ':')) {
        ++at;
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(body.data() + at, body.data() + body.size(), value);
    return error == std::errc() ? std::optional(value) : std::nullopt;
}

template <class Counts>
std::int64_t count_tasks(const std::vector<Fact>& facts, Counts counts) {
    return std::count_if(facts.begin(), facts.end(), [&](const Fact& fact) {
        return fact.kind == task::Kind::plan_task && counts(fact);
    });
}

}  // namespace

std::vector<Inconsistency> contradicted_claims(
    std::string_view body, const std::vector<Fact>& facts
) {
    const std::int64_t tasks = count_tasks(facts, [](const Fact&) { return true; });
    std::vector<Inconsistency> contradicted;
    if (tasks == 0) {
        return contradicted;
    }
    const std::string folded = fold(body);
    const auto compare = [&](std::string_view words, std::string_view what, std::int64_t counted) {
        const auto claim = claimed(folded, words);
        if (claim && *claim != counted) {
            contradicted.push_back({std::string(what), *claim, counted});
        }
    };
    compare("tong so nhiem vu:", "tasks", tasks);
    for (const auto& [words, code] : coded_claims) {
        compare(words, code, count_tasks(facts, [&, rated = code](const Fact& fact) {
                    return fact.rating && fact.rating->code == rated;
                }));
    }
    return contradicted;
}

}  // namespace dunghan::intake
