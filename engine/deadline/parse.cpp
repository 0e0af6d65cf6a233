#include "engine/deadline/parse.h"

#include <array>
#include <string>
#include <utility>

#include "engine/base/limits.h"
#include "engine/base/text.h"
#include "engine/deadline/form.h"

namespace dunghan {
namespace {

// A form with its remark is short: looking further would cost time and find nothing.
constexpr std::size_t form_octets_max = 400;
constexpr int colons_max = 8;  // a label with more is no label

constexpr std::array<std::string_view, 7> bullets{"-", "–", "—", "•", "+", "*", "·"};

std::size_t bullet_octets(std::string_view text) {
    for (const std::string_view bullet : bullets) {
        if (text.starts_with(bullet)) {
            return bullet.size();
        }
    }
    return 0;
}

// A stretch of the cell that can begin a part: a line, or what follows a full stop or semicolon.
using Pieces = std::vector<std::string>;

bool ends_piece(std::string_view text, std::size_t at) {
    const bool stop = text[at] == '.' || text[at] == ';';
    return stop && at + 1 < text.size() && (text[at + 1] == ' ' || text[at + 1] == '\t');
}

Pieces pieces_of(std::string_view cell) {
    Pieces pieces;
    std::string piece;
    const auto close = [&] {
        if (piece = squeeze(piece); !piece.empty()) {
            pieces.push_back(std::move(piece));
        }
        piece.clear();
    };
    for (std::size_t i = 0; i < cell.size(); ++i) {
        piece += cell[i];
        if (cell[i] == '\n' || ends_piece(cell, i)) {
            close();
        }
    }
    close();
    return pieces;
}

// "A: Tháng 7/2022, B" as a label hides a deadline: what is not seen cannot be late.
bool hides_a_form(std::string_view label, const DeadlineOptions& options) {
    int colons = 0;
    for (std::size_t at = label.find(':'); at != std::string_view::npos;
         at = label.find(':', at + 1)) {
        if (++colons > colons_max ||
            begins_with_form(label.substr(at + 1, form_octets_max), options)) {
            return true;
        }
    }
    return false;
}

std::optional<Milestone> read_labelled(std::string_view part, const DeadlineOptions& options) {
    std::size_t colon = part.rfind(':');
    for (int tried = 0; tried < colons_max && colon != std::string_view::npos; ++tried) {
        const std::string_view tail = part.substr(colon + 1);
        if (tail.size() > form_octets_max) {
            return std::nullopt;
        }
        if (auto milestone = read_form(tail, options)) {
            milestone->label = squeeze(part.substr(0, colon));
            return hides_a_form(milestone->label, options) ? std::nullopt : milestone;
        }
        colon = colon == 0 ? std::string_view::npos : part.rfind(':', colon - 1);
    }
    return std::nullopt;
}

std::optional<Milestone> read_part(std::string_view part, const DeadlineOptions& options) {
    part.remove_prefix(bullet_octets(part));
    if (part.size() <= form_octets_max) {
        if (auto milestone = read_form(part, options)) {
            return milestone;
        }
    }
    return read_labelled(part, options);
}

Milestone undecided(std::string_view raw) {
    Milestone milestone;
    milestone.raw = squeeze(raw);
    return milestone;
}

// Joins pieces until they are understood or the next one has a bullet: a label may hold full stops
// ("TP. Nha Trang") and line ends.
class Parts {
 public:
    explicit Parts(const DeadlineOptions& options) : options_(options) {}

    void add(std::string piece) {
        if (bullet_octets(piece) > 0 || understood_) {
            close();
        }
        // Past the bound all pieces belong to one last part.
        const bool full = milestones_.size() >= limits::milestones_max;
        part_ += part_.empty() ? std::move(piece) : ' ' + piece;
        understood_ = full ? std::nullopt : read_part(part_, options_);
    }

    std::vector<Milestone> finish() && {
        if (!part_.empty() || milestones_.empty()) {
            milestones_.push_back(understood_ ? *std::move(understood_) : undecided(part_));
        }
        return std::move(milestones_);
    }

 private:
    void close() {
        if (part_.empty() || milestones_.size() >= limits::milestones_max) {
            return;
        }
        milestones_.push_back(understood_ ? *std::move(understood_) : undecided(part_));
        understood_.reset();
        part_.clear();
    }

    const DeadlineOptions& options_;
    std::string part_;
    std::optional<Milestone> understood_;
    std::vector<Milestone> milestones_;
};

// Readers hand in NFC; whoever does not must still get text that can be stored.
std::string readable(std::string_view cell) {
    if (auto nfc = to_nfc(cell)) {
        return *std::move(nfc);
    }
    std::string text(cell);
    for (char& c : text) {
        c = static_cast<unsigned char>(c) < 0x80 ? c : '?';
    }
    return text;
}

}  // namespace

std::vector<Milestone> parse_deadlines(std::string_view cell, const DeadlineOptions& options) {
    const std::string text = readable(cell);
    if (text.size() > limits::text_octets_max) {
        return {undecided(text)};
    }
    Parts parts(options);
    for (std::string& piece : pieces_of(text)) {
        parts.add(std::move(piece));
    }
    return std::move(parts).finish();
}

}  // namespace dunghan
