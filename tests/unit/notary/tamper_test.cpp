// Ten thousand single changes of bundles, proofs and checkpoints: every one is found.
//
// The seed is printed; DUNGHAN_SEED repeats a run. A change is one of the kinds an attacker, a disk
// or a careless copy makes; each is drawn at random, and each must differ from the original.
#include <cstdlib>
#include <random>

#include "tests/unit/notary/sample_log.h"

namespace dunghan::notary {
namespace {

constexpr int changes = 10'000;
constexpr std::size_t log_size = 60;
// A bundle names its keys, so that both must have signed. In the other files a verifier needs one
// known signature and ignores what it does not know, as the specification says: they have one.
const std::vector signing{key_of('a'), key_of('b')};
const std::vector one_key{key_of('a')};
const SigningKey wrong_key = key_of('x');

class Tamperer {
 public:
    explicit Tamperer(std::uint64_t seed) : random_(seed) {
        for (std::size_t i = 0; i < log_size; ++i) {
            inclusions_.push_back(log_.inclusion(i, one_key));
            consistencies_.push_back(log_.consistency(i + 1, one_key));
        }
    }

    struct Change {
        std::string kind;
        std::string octets;
    };

    // One change of one file.
    Change next() {
        const std::vector files{
            &bundle_,
            &inclusions_[below(log_size)],
            &consistencies_[below(log_size)],
            &checkpoint_};
        const std::size_t which = below(files.size());
        for (;;) {
            Change change;
            change.octets =
                which == 0 ? bundle(change.kind) : text(*files[which], names[which], change.kind);
            if (change.octets != *files[which]) {  // a swap of equal lines changes nothing
                return change;
            }
        }
    }

    [[nodiscard]] std::vector<std::string> originals() const {
        std::vector<std::string> all{bundle_, checkpoint_};
        all.insert(all.end(), inclusions_.begin(), inclusions_.end());
        all.insert(all.end(), consistencies_.begin(), consistencies_.end());
        return all;
    }

 private:
    static constexpr const char* names[] = {"bundle", "inclusion", "consistency", "checkpoint"};

    std::size_t below(std::size_t end) {
        return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
    }

    // Two different numbers.
    std::pair<std::size_t, std::size_t> two_below(std::size_t end) {
        const std::size_t one = below(end);
        return {one, (one + 1 + below(end - 1)) % end};
    }

    std::string octets_changed(std::string octets, std::string& kind) {
        const std::size_t at = below(octets.size());
        switch (below(6)) {
            case 0:
                kind += "bit";
                octets[at] = static_cast<char>(octets[at] ^ (1 << below(8)));
                break;
            case 1:
                kind += "octet";
                octets[at] = static_cast<char>(octets[at] + 1 + static_cast<int>(below(255)));
                break;
            case 2:
                kind += "truncate";
                octets.resize(at);
                break;
            case 3:
                kind += "insert";
                octets.insert(at, 1, static_cast<char>(below(256)));
                break;
            case 4:
                kind += "drop";
                octets.erase(at, 1 + below(20));
                break;
            default:
                kind += "append";
                octets += static_cast<char>(below(256));
                break;
        }
        return octets;
    }

    std::string bundle(std::string& kind) {
        kind = "bundle: ";
        SampleLog log = log_;
        const auto [one, other] = two_below(log_size);
        std::vector<std::string>& records = log.records;
        switch (below(10)) {
            case 0:
                kind += "records swapped";
                std::swap(records[one], records[other]);
                break;
            case 1:
                kind += "record dropped";
                records.erase(records.begin() + static_cast<std::ptrdiff_t>(one));
                break;
            case 2:
                kind += "record twice";
                records.insert(records.begin() + static_cast<std::ptrdiff_t>(other), records[one]);
                break;
            case 3:
                kind += "record replaced";
                records[one] = records[other];
                break;
            case 4:
                kind += "record rewritten";
                records[one] = rewritten(records[one]);
                break;
            case 5: return header(kind, log_.checkpoint(one, signing), signing);
            case 6:
                kind += "re-signed, ";
                return header(kind, log_.checkpoint(log_size, {wrong_key}), {wrong_key});
            case 7: kind += "another head, "; return header(kind, forged_head(), signing);
            default: return octets_changed(bundle_, kind);
        }
        const BundleHeader original{keys_of(signing), log_.checkpoint(log_size, signing)};
        return to_text(original) + log.all();
    }

    // A whole record with a right checksum, as only somebody who means it would write.
    std::string rewritten(const std::string& octets) {
        Record record = decode_record(octets).value();
        switch (below(5)) {
            case 0: record.payload = R"({"milestone":0,"note":"khác"})"; break;
            case 1: record.envelope.actor += "h"; break;
            case 2: record.envelope.occurred_at.ms -= 1; break;
            case 3: record.envelope.command.bytes[below(16)] ^= 1; break;
            default: record.envelope.correlation.bytes[below(16)] ^= 0x80; break;
        }
        return encode_record(record);
    }

    static std::vector<VerifierKey> keys_of(const std::vector<SigningKey>& keys) {
        std::vector<VerifierKey> found;
        for (const SigningKey& key : keys) {
            found.push_back(key.verifier());
        }
        return found;
    }

    std::string header(
        std::string& kind, const SignedCheckpoint& checkpoint, const std::vector<SigningKey>& keys
    ) {
        kind += "other checkpoint";
        return to_text(BundleHeader{keys_of(keys), checkpoint}) + log_.all();
    }

    // Another size or root under the signatures of the true one.
    SignedCheckpoint forged_head() {
        SignedCheckpoint checkpoint = log_.checkpoint(log_size, signing);
        if (below(2) == 0) {
            checkpoint.content.head.size += 1 + below(1000);
        } else {
            checkpoint.content.head.root[below(32)] ^= static_cast<std::uint8_t>(1U << below(8));
        }
        checkpoint.note.text = to_text(checkpoint.content);
        return checkpoint;
    }

    // Lines swapped, dropped, doubled; the checkpoint of another state or another key.
    std::string text(const std::string& original, const std::string& what, std::string& kind) {
        kind = what + ": ";
        const std::size_t choice = below(8);
        if (choice > 2) {
            return octets_changed(original, kind);
        }
        if (choice < 2) {
            return lines_changed(original, kind);
        }
        kind += "other checkpoint";
        const std::size_t at = original.find(signing.front().name + "\n");
        // An older checkpoint by itself is as true as it ever was; under a proof it is not.
        const SignedCheckpoint other = below(2) == 0 ? forged_head()
                                       : at == 0     ? log_.checkpoint(log_size, {wrong_key})
                                                     : log_.checkpoint(below(log_size), one_key);
        return original.substr(0, at) + to_text(other.note);
    }

    std::string lines_changed(const std::string& original, std::string& kind) {
        std::vector<std::string> lines;
        for (std::size_t at = 0; at < original.size();) {
            const std::size_t end = original.find('\n', at) + 1;
            lines.push_back(original.substr(at, end - at));
            at = end;
        }
        const auto [one, other] = two_below(lines.size());
        const auto place = [&](std::size_t at) {
            return lines.begin() + static_cast<std::ptrdiff_t>(at);
        };
        switch (below(3)) {
            case 0:
                kind += "lines swapped";
                std::swap(lines[one], lines[other]);
                break;
            case 1:
                kind += "line dropped";
                lines.erase(place(one));
                break;
            default:
                kind += "line twice";
                lines.insert(place(other), std::string(lines[one]));
                break;
        }
        std::string changed;
        for (const std::string& line : lines) {
            changed += line;
        }
        return changed;
    }

    std::mt19937_64 random_;
    SampleLog log_{log_size};
    std::string bundle_ = log_.bundle(signing);
    std::string checkpoint_ = to_text(log_.checkpoint(log_size, one_key).note);
    std::vector<std::string> inclusions_;
    std::vector<std::string> consistencies_;
};

std::uint64_t seed() {
    const char* const given = std::getenv("DUNGHAN_SEED");
    return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
}

TEST(Tampering, IsFoundTenThousandTimesOfTenThousand) {
    const std::uint64_t used = seed();
    std::printf("seed %llu (DUNGHAN_SEED repeats it)\n", static_cast<unsigned long long>(used));
    Tamperer tamperer(used);
    const Trust trust{{{signing[0].verifier()}, {signing[1].verifier()}}, std::nullopt};
    for (const std::string& original : tamperer.originals()) {
        const auto verdict = verify(original, trust);
        ASSERT_TRUE(verdict) << verdict.error().what;
    }
    std::map<std::string, int> kinds;
    int found = 0;
    for (int i = 0; i < changes; ++i) {
        const Tamperer::Change change = tamperer.next();
        const auto verdict = verify(change.octets, trust);
        ++kinds[change.kind];
        found += verdict ? 0 : 1;
        EXPECT_FALSE(verdict) << change.kind << ", change " << i << " of seed " << used;
        EXPECT_TRUE(verdict || !verdict.error().what.empty());
    }
    EXPECT_EQ(found, changes);
    for (const auto& [kind, count] : kinds) {
        std::printf("%5d %s\n", count, kind.c_str());
    }
    EXPECT_GE(kinds.size(), 30U);
}

// Without a pinned key everything but another signer's whole work is found.
TEST(Tampering, OfRecordsIsFoundWithoutAPinnedKeyToo) {
    Tamperer tamperer(1);
    for (int i = 0; i < 1'000; ++i) {
        const Tamperer::Change change = tamperer.next();
        const bool resigned = change.kind.find("re-signed") != std::string::npos;
        if (change.kind.starts_with("bundle")) {
            EXPECT_EQ(verify(change.octets, {}).has_value(), resigned) << change.kind;
        }
    }
}

}  // namespace
}  // namespace dunghan::notary
