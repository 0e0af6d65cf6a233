#include "adapters/config/yaml_bracket.h"

#include <algorithm>
#include <vector>

namespace dunghan::yaml {
namespace {

class BracketScan {
 public:
    explicit BracketScan(std::string_view text) : text_(text) {}

    std::optional<std::size_t> run() {
        for (at_ = 0; at_ < text_.size(); ++at_) {
            step();
        }
        return open_.empty() ? std::nullopt : std::optional(open_.back());
    }

 private:
    void step() {
        const char c = text_[at_];
        if (c == '#' && (at_ == 0 || is_blank(text_[at_ - 1]))) {
            at_ = text_.find('\n', at_);
        } else if ((c == '"' || c == '\'') && begins_) {
            at_ = end_of_quotes();
        } else if ((c == '{' || c == '[') && (begins_ || !open_.empty())) {
            open_.push_back(at_);
        } else if ((c == '}' || c == ']') && !open_.empty()) {
            open_.pop_back();
        }
        at_ = std::min(at_, text_.size() - 1);
        see(text_[at_]);
    }

    // Whether a value may begin behind `c`; elsewhere brackets and quotes are letters of a text.
    void see(char c) {
        const bool in_brackets = !open_.empty();
        if (c == '\n' || (in_brackets && (c == '{' || c == '[' || c == ','))) {
            begins_ = true;
        } else if (!is_blank(c)) {
            begins_ = (c == ':' || c == '-') && at_ + 1 < text_.size() && is_blank(text_[at_ + 1]);
        }
    }

    // Of quotes that do not close on their line: the end of the line.
    [[nodiscard]] std::size_t end_of_quotes() const {
        const char quote = text_[at_];
        std::size_t at = at_ + 1;
        while (at < text_.size() && text_[at] != quote && text_[at] != '\n') {
            at += quote == '"' && text_[at] == '\\' ? 2 : 1;
        }
        return at;
    }

    static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

    std::string_view text_;
    std::vector<std::size_t> open_;
    std::size_t at_ = 0;
    bool begins_ = true;
};

}  // namespace

std::optional<std::size_t> bracket_left_open(std::string_view text) {
    return BracketScan(text).run();
}

}  // namespace dunghan::yaml
