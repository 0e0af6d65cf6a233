#include "adapters/diagram/text_block.h"

#include <algorithm>

namespace dunghan::diagram {
namespace {

constexpr double line_height = 1.35;
constexpr double bold_width = 1.1;

// Part of the letter size. Letters beyond ASCII count as wide ones; bytes that continue one as
// nothing.
double width_of(char c) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet >= 0x80) {
        return octet >= 0xC0 ? 0.70 : 0;
    }
    constexpr std::string_view narrow = "ijlI.,:;'|! ";
    constexpr std::string_view slim = "frt()-/[]";
    if (narrow.find(c) != std::string_view::npos) {
        return 0.34;
    }
    if (slim.find(c) != std::string_view::npos) {
        return 0.42;
    }
    if (c == 'm' || c == 'M' || c == 'W' || c == 'w') {
        return 0.98;
    }
    return c >= 'A' && c <= 'Z' ? 0.76 : 0.64;
}

}  // namespace

double width_of(const TextLine& line) {
    double width = 0;
    for (const char c : line.text) {
        width += width_of(c);
    }
    return width * line.size * (line.bold ? bold_width : 1) +
           (line.mark == Mark::none ? 0 : mark_width);
}

double height_of(const TextLine& line) {
    return line.size * line_height;
}

void TextBlock::add(TextLine line, double width_max) {
    TextLine rest = line;
    line.text.clear();
    for (std::size_t at = 0; at < rest.text.size();) {
        const std::size_t end = std::min(rest.text.find(' ', at), rest.text.size());
        TextLine longer = line;
        longer.text += (line.text.empty() ? "" : " ") + rest.text.substr(at, end - at);
        if (width_of(longer) > width_max && !line.text.empty()) {
            lines.push_back(line);
            line.mark = Mark::none;
            line.text = rest.text.substr(at, end - at);
        } else {
            line = std::move(longer);
        }
        at = end + 1;
    }
    lines.push_back(std::move(line));
}

Size TextBlock::size() const {
    Size size;
    for (const TextLine& line : lines) {
        size.width = std::max(size.width, width_of(line));
        size.height += height_of(line);
    }
    return size;
}

}  // namespace dunghan::diagram
