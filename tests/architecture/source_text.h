// A source file as the checks see it: its lines, its includes, and its code without comments and
// literals, so that a ban can be explained in a comment without tripping over itself.
#pragma once

#include <cctype>
#include <string>
#include <string_view>
#include <vector>

namespace dunghan::architecture {

struct Include {
    std::size_t line = 0;  // from 1
    std::string name;      // "engine/base/ids.h", "rocksdb/db.h"
    bool quoted = false;
};

[[nodiscard]] inline std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

[[nodiscard]] inline bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Takes comments, texts and characters out of C++; what is taken becomes spaces, lines stay.
class CodeOnly {
 public:
    explicit CodeOnly(std::string_view text) : text_(text), code_(text) {
        while (at_ < text_.size()) {
            step();
        }
    }

    [[nodiscard]] const std::string& code() const { return code_; }

 private:
    void step() {
        if (starts("//")) {
            blank(text_.find('\n', at_));
        } else if (starts("/*")) {
            blank(after(text_.find("*/", at_ + 2), 2));
        } else if (starts("R\"") && (at_ == 0 || !is_word(text_[at_ - 1]))) {
            blank(end_of_raw());
        } else if (text_[at_] == '"' || opens_character()) {
            blank(end_of_quoted(text_[at_]));
        } else {
            ++at_;
        }
    }

    [[nodiscard]] bool starts(std::string_view what) const {
        return text_.substr(at_).starts_with(what);
    }

    // 1'000 is a number, not a character.
    [[nodiscard]] bool opens_character() const {
        return text_[at_] == '\'' && (at_ == 0 || !is_word(text_[at_ - 1]));
    }

    [[nodiscard]] std::size_t end_of_quoted(char quote) const {
        std::size_t end = at_ + 1;
        while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
            end += text_[end] == '\\' ? 2 : 1;
        }
        return end + 1;
    }

    [[nodiscard]] std::size_t end_of_raw() const {
        const std::size_t open = text_.find('(', at_);
        if (open == std::string_view::npos) {
            return open;
        }
        const auto delimiter = text_.substr(at_ + 2, open - at_ - 2);
        const std::string close = ")" + std::string(delimiter) + "\"";
        return after(text_.find(close, open), close.size());
    }

    [[nodiscard]] static std::size_t after(std::size_t found, std::size_t size) {
        return found == std::string_view::npos ? found : found + size;
    }

    void blank(std::size_t end) {
        for (end = std::min(end, text_.size()); at_ < end; ++at_) {
            code_[at_] = text_[at_] == '\n' ? '\n' : ' ';
        }
    }

    std::string_view text_;
    std::string code_;
    std::size_t at_ = 0;
};

[[nodiscard]] inline std::string code_of(std::string_view text) {
    return CodeOnly(text).code();
}

// The name between <> or "" of a line that includes; its size is 0 otherwise.
[[nodiscard]] inline Include include_of(std::string_view line) {
    const auto skip = [&](std::string_view what) {
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        const bool there = line.starts_with(what);
        line.remove_prefix(there ? what.size() : 0);
        return there;
    };
    if (!skip("#") || !skip("include") || (!skip("<") && !skip("\""))) {
        return {};
    }
    const std::size_t end = line.find_first_of(">\"");
    const bool quoted = end != std::string_view::npos && line[end] == '"';
    return {0, std::string(line.substr(0, end)), quoted};
}

[[nodiscard]] inline std::vector<Include> includes_of(std::string_view text) {
    std::vector<Include> includes;
    std::size_t number = 0;
    for (const std::string& line : lines_of(text)) {
        Include include = include_of(line);
        include.line = ++number;
        if (!include.name.empty()) {
            includes.push_back(std::move(include));
        }
    }
    return includes;
}

// Whether `code` names `token`, as a word of its own. A token that ends in "_" or "(" stands for
// every word that begins so.
[[nodiscard]] inline bool names(std::string_view code, std::string_view token) {
    const bool open_end = token.back() == '_' || !is_word(token.back());
    for (auto at = code.find(token); at != std::string_view::npos; at = code.find(token, at + 1)) {
        const std::size_t end = at + token.size();
        const bool begins = at == 0 || !is_word(code[at - 1]);
        if (begins && (open_end || end == code.size() || !is_word(code[end]))) {
            return true;
        }
    }
    return false;
}

}  // namespace dunghan::architecture
