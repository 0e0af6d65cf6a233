#include "adapters/documents/table_text.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/base/text.h"

#include "adapters/documents/limits.h"

namespace dunghan::documents {
namespace {

constexpr std::string_view appendix = "phu luc";
constexpr std::size_t block_lines_max = 6;

// Octets of a character that is composed whatever stands beside it, 0: ask utf8proc. Vietnamese
// text is made of these, and a million rows of it need not go through tables.
std::size_t composed_octets(std::string_view text) {
    const auto octet = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const bool second = (octet(1) & 0xC0U) == 0x80U;
    if (octet(0) < 0x80) {
        return 1;
    }
    if (octet(0) >= 0xC2 && octet(0) <= 0xC9) {
        return second ? 2 : 0;  // U+0080 to U+027F
    }
    const bool extended = octet(0) == 0xE1 && octet(1) >= 0xB8 && octet(1) <= 0xBB;  // U+1E00 on
    return extended && (octet(2) & 0xC0U) == 0x80U ? 3 : 0;
}

Result<std::string> composed(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t octets = composed_octets(text.substr(at));
        if (octets == 0) {
            return to_nfc(text);
        }
        at += octets;
    }
    return std::string(text);
}

bool begins_appendix(const std::string& line) {
    return fold(line).starts_with(appendix);
}

// "Phụ lục I. Kết quả …" -> "Phụ lục I": three words.
std::string appendix_name(std::string_view caption) {
    std::size_t end = 0;
    for (int word = 0; word < 3 && end != std::string_view::npos; ++word) {
        end = caption.find_first_of(" \n", end == 0 ? 0 : end + 1);
    }
    std::string name = squeeze(caption.substr(0, end));
    while (!name.empty() && (name.back() == '.' || name.back() == ':')) {
        name.pop_back();
    }
    return name;
}

void append_line(std::string& text, std::string_view line) {
    if (!line.empty()) {
        text += text.empty() ? "" : "\n";
        text += line;
    }
}

void name_after_caption(intake::Table& table) {
    if (begins_appendix(table.caption)) {
        table.name = appendix_name(table.caption);
    }
}

// The only text of a row; empty when it has none or several.
std::string only_text(const intake::Row& row) {
    std::string found;
    for (const intake::Cell& cell : row.cells) {
        if (cell.text.empty() || cell.covered) {
            continue;
        }
        if (!found.empty()) {
            return {};
        }
        found = cell.text;
    }
    return found;
}

// First line of the caption among `lines`.
std::size_t caption_begin(const std::vector<std::string>& lines) {
    for (std::size_t i = lines.size(); i-- > 0;) {
        if (begins_appendix(lines[i])) {
            return i;
        }
    }
    std::size_t begin = lines.size();
    while (begin > 0 && lines[begin - 1].empty()) {
        --begin;
    }
    const std::size_t end = begin;
    while (begin > 0 && !lines[begin - 1].empty() && end - begin < block_lines_max) {
        --begin;
    }
    return begin;
}

}  // namespace

Result<std::string> cell_text(std::string_view text, const std::string& where) {
    const auto nfc = composed(text);
    if (!nfc) {
        return fail(nfc.error().code, where + nfc.error().detail + ": save the file as UTF-8");
    }
    std::string lines;
    for (std::size_t at = 0; at <= nfc->size();) {
        const std::size_t end = std::min(nfc->find('\n', at), nfc->size());
        append_line(lines, squeeze(std::string_view(*nfc).substr(at, end - at)));
        at = end + 1;
    }
    if (lines.size() > dunghan::limits::text_octets_max) {
        return fail(
            ErrorCode::limit_exceeded,
            where + "Expected at most " + std::to_string(dunghan::limits::text_octets_max) +
                " octets in a cell, but it has " + std::to_string(lines.size())
        );
    }
    return lines;
}

void take_caption_rows(intake::Table& table) {
    std::size_t taken = 0;
    while (taken < table.rows.size() && taken < limits::caption_rows_max) {
        const std::string text = only_text(table.rows[taken]);
        if (text.empty()) {
            break;
        }
        append_line(table.caption, text);
        ++taken;
    }
    table.rows.erase(table.rows.begin(), table.rows.begin() + static_cast<std::ptrdiff_t>(taken));
    name_after_caption(table);
}

void take_caption_lines(std::vector<std::string> lines, intake::Table& table, std::string& body) {
    const std::size_t begin = caption_begin(lines);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        append_line(i < begin ? body : table.caption, lines[i]);
    }
    name_after_caption(table);
}

void trim(intake::Row& row) {
    while (!row.cells.empty() && row.cells.back().text.empty() && !row.cells.back().covered) {
        row.cells.pop_back();
    }
}

}  // namespace dunghan::documents
