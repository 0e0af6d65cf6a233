#include "adapters/config/yaml_shape.h"

#include <algorithm>
#include <sstream>
#include <yaml-cpp/eventhandler.h>

namespace dunghan::yaml {
namespace {

constexpr int depth_max = 16;

// Whether the quoted text that begins at `text` closes on its line.
bool closes_on_its_line(std::string_view text) {
    const char quote = text.front();
    for (std::size_t i = 1; i < text.size() && text[i] != '\n'; ++i) {
        if (quote == '"' && text[i] == '\\') {
            ++i;
        } else if (text[i] == quote) {
            return true;
        }
    }
    return false;
}

class ShapeCheck : public YAML::EventHandler {
 public:
    explicit ShapeCheck(std::string_view text) : text_(text) {}

    [[nodiscard]] const std::optional<ShapeProblem>& problem() const { return problem_; }

    void OnDocumentStart(const YAML::Mark& at) override {
        if (++documents_ > 1) {
            refuse(at, "Expected one document, but a second begins here");
        }
    }

    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& at, YAML::anchor_t anchor) override { check(at, "", anchor); }

    void OnAlias(const YAML::Mark& at, YAML::anchor_t) override {
        refuse(at, "Expected the value itself, but got an alias (*name)");
    }

    void
    OnScalar(const YAML::Mark& at, const std::string& tag, YAML::anchor_t anchor, const std::string&)
        override {
        check(at, tag, anchor);
        const auto place = static_cast<std::size_t>(std::max(at.pos, 0));
        const char first = place < text_.size() ? text_[place] : ' ';
        if ((first == '"' || first == '\'') && !closes_on_its_line(text_.substr(place))) {
            refuse(at, "Expected the quotes to close on their line, but they do not");
        }
    }

    void OnSequenceStart(
        const YAML::Mark& at,
        const std::string& tag,
        YAML::anchor_t anchor,
        YAML::EmitterStyle::value
    ) override {
        check(at, tag, anchor);
        descend(at);
    }

    void OnSequenceEnd() override { --depth_; }

    void OnMapStart(
        const YAML::Mark& at,
        const std::string& tag,
        YAML::anchor_t anchor,
        YAML::EmitterStyle::value
    ) override {
        check(at, tag, anchor);
        descend(at);
    }

    void OnMapEnd() override { --depth_; }

 private:
    void check(const YAML::Mark& at, const std::string& tag, YAML::anchor_t anchor) {
        if (anchor != 0) {
            refuse(at, "Expected a plain value, but got an anchor (&name)");
        }
        // "?": a plain scalar, "!": a quoted one; all else was written by hand.
        if (!tag.empty() && tag != "?" && tag != "!") {
            refuse(at, "Expected a plain value, but got the explicit type '" + tag + "'");
        }
    }

    void descend(const YAML::Mark& at) {
        if (++depth_ > depth_max) {
            refuse(at, "Expected at most " + std::to_string(depth_max) + " levels, but got more");
        }
    }

    void refuse(const YAML::Mark& at, std::string problem) {
        if (!problem_) {
            problem_ = {at, std::move(problem)};
        }
    }

    std::string_view text_;
    std::optional<ShapeProblem> problem_;
    int documents_ = 0;
    int depth_ = 0;
};

}  // namespace

std::optional<ShapeProblem> problem_in_shape(const std::string& text) {
    std::istringstream stream(text);
    YAML::Parser parser(stream);
    ShapeCheck check(text);
    while (!check.problem() && parser.HandleNextDocument(check)) {
    }
    return check.problem();
}

}  // namespace dunghan::yaml
