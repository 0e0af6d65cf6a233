#include "adapters/config/yaml.h"

#include <algorithm>

#include "engine/base/text.h"

#include "adapters/config/yaml_bracket.h"
#include "adapters/config/yaml_shape.h"

namespace dunghan::yaml {

std::string join(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += text.empty() ? word : ", " + word;
    }
    return text;
}

namespace {

// The parser counts columns in octets; people count characters.
std::size_t column_of(std::string_view text, const YAML::Mark& at) {
    const auto end = std::min(text.size(), static_cast<std::size_t>(std::max(at.pos, 0)));
    const auto width = std::min(end, static_cast<std::size_t>(std::max(at.column, 0)));
    const std::string_view before = text.substr(end - width, width);
    return 1 + static_cast<std::size_t>(std::count_if(before.begin(), before.end(), [](char c) {
               return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
           }));
}

// The first that is no text: a zero, or the rest of a character that is cut off.
std::size_t first_other_octet(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && text[at] != '\0') {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t size = lead < 0x80U ? 1 : lead < 0xE0U ? 2 : lead < 0xF0U ? 3 : 4;
        if (!to_nfc(text.substr(at, size))) {
            break;
        }
        at += size;
    }
    return at;
}

YAML::Mark mark_of(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, at);
    YAML::Mark mark;
    mark.pos = static_cast<int>(at);
    mark.line = static_cast<int>(std::ranges::count(before, '\n'));
    mark.column = static_cast<int>(at - (before.rfind('\n') + 1));  // npos + 1 is 0
    return mark;
}

}  // namespace

File::File(std::string_view text, std::string_view name) : text_(text), name_(name) {
    const std::string where(name);
    if (text.size() > octets_max) {
        fail_with(
            {ErrorCode::limit_exceeded,
             where + ": Expected at most " + std::to_string(octets_max) + " octets, but got " +
                 std::to_string(text.size())}
        );
    } else if (!to_nfc(text) || text.find('\0') != std::string_view::npos) {
        refuse(mark_of(text, first_other_octet(text)), "Expected UTF-8 text, but got other octets");
    }
    if (failed()) {
        return;
    }
    const std::string owned(text);
    try {
        if (const auto problem = problem_in_shape(owned)) {
            refuse(problem->at, problem->problem);
        } else {
            root_ = YAML::Load(owned);
        }
    } catch (const YAML::Exception& problem) {
        refuse_syntax(problem);
    }
}

// Of a bracket that is left open the parser speaks lines later, of whatever does not fit in it.
void File::refuse_syntax(const YAML::Exception& problem) {
    const auto given_up = static_cast<std::size_t>(std::max(problem.mark.pos, 0));
    const auto bracket = bracket_left_open(text_.substr(0, std::min(given_up, text_.size())));
    const YAML::Mark at = bracket ? mark_of(text_, *bracket) : problem.mark;
    if (at.line < problem.mark.line) {
        refuse(at, std::string("Expected the ") + text_[*bracket] + " to close, but it does not");
    } else {
        refuse(problem.mark, "Expected YAML, but: " + problem.msg);
    }
}

Map File::root() {
    // A file of comments only is a mapping without keys.
    if (root_.IsNull()) {
        return Map(Value(*this, YAML::Node(YAML::NodeType::Map), YAML::Mark(), "the file"));
    }
    return Map(Value(*this, root_, root_.Mark(), "the file"));
}

void File::refuse(const YAML::Mark& at, const std::string& problem) {
    if (failed()) {
        return;
    }
    fail_with({ErrorCode::invalid, place_of(at) + ": " + problem});
}

std::string File::place_of(const YAML::Mark& at) const {
    return std::string(name_) + ":" + std::to_string(at.line + 1) + ":" +
           std::to_string(column_of(text_, at));
}

void File::fail_with(Error error) {
    if (!failed()) {
        problem_ = std::move(error);
    }
}

}  // namespace dunghan::yaml
