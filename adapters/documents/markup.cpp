#include "adapters/documents/markup.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/text.h"

namespace dunghan::documents {
namespace {

constexpr std::array<std::string_view, 8> line_tags{"p", "li", "br", "ul", "ol", "div", "tr", "td"};
constexpr std::array<std::string_view, 10> inline_tags{
    "b", "i", "u", "a", "em", "strong", "span", "sup", "sub", "font"};
constexpr std::size_t tag_octets_max = 2'000;

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> entities{
    {{"&nbsp;", " "},
     {"&lt;", "<"},
     {"&gt;", ">"},
     {"&quot;", "\""},
     {"&#39;", "'"},
     {"&amp;", "&"}}};

// "/li" and "ul style=…" -> "li", "ul"
std::string tag_name(std::string_view inside) {
    std::string name;
    inside.remove_prefix(inside.starts_with('/') ? 1 : 0);
    for (const char c : inside) {
        if (c == ' ' || c == '/') {
            break;
        }
        name += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return name;
}

template <class Tags>
bool is_one_of(const Tags& tags, std::string_view name) {
    return std::find(tags.begin(), tags.end(), name) != tags.end();
}

std::string without_tags(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::size_t end =
            text[at] == '<' ? text.substr(at, tag_octets_max).find('>') : std::string_view::npos;
        if (end == std::string_view::npos) {
            out += text[at];
            continue;
        }
        const std::string name = tag_name(text.substr(at + 1, end - 1));
        const bool ends_line = is_one_of(line_tags, name);
        if (!ends_line && !is_one_of(inline_tags, name)) {
            out += text[at];
            continue;
        }
        out += ends_line ? "\n" : "";
        at += end;
    }
    return out;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
}

}  // namespace

std::string without_markup(std::string_view text) {
    std::string plain =
        text.find('<') == std::string_view::npos ? std::string(text) : without_tags(text);
    for (const auto& [entity, character] : entities) {
        replace_all(plain, entity, character);
    }
    replace_all(plain, "**", "");
    return plain;
}

std::string plain_line(std::string_view line) {
    while (line.starts_with('#')) {
        line.remove_prefix(1);
    }
    std::string text = squeeze(without_markup(line));
    if (text.starts_with('*')) {
        text.erase(0, 1);
    }
    if (text.ends_with('*')) {
        text.pop_back();
    }
    text.erase(std::remove(text.begin(), text.end(), '\\'), text.end());
    return squeeze(text);
}

}  // namespace dunghan::documents
