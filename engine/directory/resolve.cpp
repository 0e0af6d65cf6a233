#include "engine/directory/resolve.h"

#include <algorithm>

#include "engine/base/text.h"
#include "engine/directory/words.h"

namespace dunghan {
namespace {

std::string key_of(std::string_view name) {
    std::string key;
    for (const Word& word : words_of(to_nfc(name).value_or(""))) {
        key += key.empty() ? word.folded : ' ' + word.folded;
    }
    return key;
}

// Reads one cell: known names where they stand between separators, and what is left between them.
class CellReader {
 public:
    CellReader(std::string_view cell, const std::map<std::string, Party, std::less<>>& names)
        : cell_(cell), words_(words_of(cell)), names_(names) {}

    std::vector<Party> read() {
        for (std::size_t at = 0; at < words_.size();) {
            const Match match = may_begin(at) ? name_at(at) : Match{};
            if (match.party != nullptr) {
                close_unknown(at);
                add(*match.party);
                at += match.words;
                after_known_ = at;
                continue;
            }
            if (words_[at].after_break) {
                close_unknown(at);
            }
            unknown_from_ = unknown_from_ == none ? at : unknown_from_;
            ++at;
        }
        close_unknown(words_.size());
        return std::move(parties_);
    }

 private:
    struct Match {
        const Party* party = nullptr;
        std::size_t words = 0;
    };

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    [[nodiscard]] bool is_and(std::size_t at) const { return words_[at].folded == "va"; }

    [[nodiscard]] bool may_begin(std::size_t at) const {
        return words_[at].after_mark || at == after_known_ || is_and(at - 1);
    }

    // "Công an tỉnh Lâm Đồng" is not "Công an tỉnh": a name ends where something else begins.
    [[nodiscard]] bool may_end(std::size_t at) const {
        return at == words_.size() || words_[at].after_mark || is_and(at) ||
               longest_at(at, [](std::size_t) { return true; }).party != nullptr;
    }

    template <class MayEnd>
    [[nodiscard]] Match longest_at(std::size_t at, MayEnd may_end_at) const {
        Match longest;
        std::string key = words_[at].folded;
        for (std::size_t end = at + 1;; ++end) {
            // The keys are sorted: when none begins with these words, none longer will match.
            const auto next = names_.lower_bound(key);
            if (next == names_.end() || !next->first.starts_with(key)) {
                return longest;
            }
            if (next->first == key && may_end_at(end)) {
                longest = {&next->second, end - at};
            }
            if (end == words_.size() || words_[end].after_break) {
                return longest;
            }
            key += ' ' + words_[end].folded;
        }
    }

    [[nodiscard]] Match name_at(std::size_t at) const {
        return longest_at(at, [this](std::size_t end) { return may_end(end); });
    }

    void close_unknown(std::size_t end) {
        std::size_t from = unknown_from_;
        unknown_from_ = none;
        while (from < end && is_and(from)) {
            ++from;
        }
        while (from < end && is_and(end - 1)) {
            --end;
        }
        if (from < end) {
            const std::size_t begin = words_[from].begin;
            add({PartyKind::unresolved, squeeze(cell_.substr(begin, words_[end - 1].end - begin))});
        }
    }

    void add(Party party) {
        if (std::find(parties_.begin(), parties_.end(), party) == parties_.end()) {
            parties_.push_back(std::move(party));
        }
    }

    std::string_view cell_;
    std::vector<Word> words_;
    const std::map<std::string, Party, std::less<>>& names_;
    std::vector<Party> parties_;
    std::size_t unknown_from_ = none;
    std::size_t after_known_ = none;
};

}  // namespace

NameIndex::NameIndex(const Directory& directory) {
    const auto add = [&](std::string_view name, const Party& party) {
        if (std::string key = key_of(name); !key.empty()) {
            by_folded_name_.emplace(std::move(key), party);
        }
    };
    for (const Agency& agency : directory.content().agencies) {
        const Party party{PartyKind::agency, agency.id};
        add(agency.name, party);
        for (const std::string& alias : agency.aliases) {
            add(alias, party);
        }
    }
    for (const Group& group : directory.content().groups) {
        const Party party{PartyKind::group, group.id};
        add(group.name, party);
        for (const std::string& alias : group.aliases) {
            add(alias, party);
        }
    }
}

std::vector<Party> NameIndex::parties_in(std::string_view cell) const {
    const std::string text = to_nfc(cell).value_or("");
    return CellReader(text, by_folded_name_).read();
}

}  // namespace dunghan
