#include <map>

#include "engine/base/sha256.h"
#include "engine/intake/facts.h"

namespace dunghan::intake {
namespace {

// Control characters cannot stand in a cell's words, so no two lists of facts share one text.
constexpr char end_of_field = '\x1F';
constexpr char end_of_fact = '\x1E';

void append(std::string& text, std::string_view field) {
    text += field;
    text += end_of_field;
}

void append(std::string& text, const std::optional<Instant>& instant) {
    append(text, instant ? to_rfc3339(*instant) : "-");
}

void append(std::string& text, const Party& party) {
    append(text, std::to_string(static_cast<int>(party.kind)));
    append(text, party.id);
}

void append(std::string& text, const Milestone& milestone) {
    append(text, std::to_string(static_cast<int>(milestone.form)));
    append(text, milestone.due_before);
    append(text, milestone.start_before);
}

template <class Item>
void append(std::string& text, const std::vector<Item>& items) {
    append(text, std::to_string(items.size()));
    for (const Item& item : items) {
        append(text, item);
    }
}

// Titles and labels stay out: a text form damages them, and they move no deadline.
std::string text_of(const Fact& fact) {
    std::string text;
    append(text, to_text(fact.kind));
    append(text, fact.code);
    append(text, fact.description.holders);
    append(text, fact.milestones);
    append(text, fact.progress ? to_text(fact.progress->progress) : "-");
    append(text, fact.progress ? fact.progress->stage : "-");
    append(text, fact.rating ? fact.rating->code : "-");
    text += end_of_fact;
    return text;
}

}  // namespace

std::string digest_of(const Facts& facts) {
    std::map<std::pair<std::string, task::Kind>, std::string> by_code;
    for (const Fact& fact : facts.facts) {
        by_code[{fact.code, fact.kind}] = text_of(fact);
    }
    std::string text;
    for (const auto& [code, fact] : by_code) {
        text += fact;
    }
    return to_hex(sha256(text));
}

}  // namespace dunghan::intake
