// A small log, the keys that sign for it, and the files made of it.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "engine/codec/record.h"
#include "engine/notary/key_event.h"
#include "engine/notary/verify.h"

namespace dunghan::notary {

inline SigningKey key_of(char seed, const std::string& name = "dunghan.example/log-1") {
    SigningKey key{name, {}};
    key.seed.fill(static_cast<std::uint8_t>(seed));
    return key;
}

struct SampleLog {
    std::vector<std::string> records;
    merkle::Edge edge;
    std::vector<merkle::TreeHead> heads{{}};  // of each size
    std::map<std::string, std::uint64_t> versions;

    explicit SampleLog(std::size_t size) {
        while (records.size() < size) {
            const std::size_t at = records.size();
            add("task/" + std::to_string(at % 5),
                20,
                R"({"milestone":0,"note":"việc )" + std::to_string(at) + "\"}");
        }
    }

    void add(const std::string& stream, std::uint16_t type, const std::string& payload) {
        Record record;
        dunghan::Envelope& envelope = record.envelope;
        envelope.position = {records.size() + 1};
        envelope.stream = {stream};
        envelope.version = {++versions[stream]};
        envelope.type = static_cast<EventType>(type);
        envelope.command = command_id_from("wish " + std::to_string(records.size()));
        envelope.correlation = envelope.command;
        envelope.actor = "person:an";
        envelope.recorded_at = {1'666'674'000'000 + static_cast<std::int64_t>(records.size() / 3)};
        envelope.occurred_at = envelope.recorded_at;
        record.payload = payload;
        append(encode_record(record));
    }

    void append(std::string octets) {
        edge.append(merkle::leaf_hash(octets));
        heads.push_back(edge.head());
        records.push_back(std::move(octets));
    }

    [[nodiscard]] merkle::Prover prover() const {
        std::map<merkle::TileId, merkle::Tile> tiles;
        merkle::Edge grown;
        for (const std::string& record : records) {
            grown.append(merkle::leaf_hash(record));
        }
        for (merkle::Tile& tile : grown.take_changed()) {
            tiles[tile.id] = std::move(tile);
        }
        tiles[grown.last_tile(0).id] = grown.last_tile(0);
        return merkle::Prover([tiles](const merkle::TileId& id) -> Result<merkle::Tile> {
            return tiles.at(id);
        });
    }

    [[nodiscard]] SignedCheckpoint checkpoint(std::size_t size, const std::vector<SigningKey>& keys)
        const {
        return sign_checkpoint({keys.front().name, heads[size]}, keys);
    }

    [[nodiscard]] std::string all() const {
        std::string octets;
        for (const std::string& record : records) {
            octets += record;
        }
        return octets;
    }

    [[nodiscard]] std::string bundle(const std::vector<SigningKey>& keys) const {
        BundleHeader header{{}, checkpoint(records.size(), keys)};
        for (const SigningKey& key : keys) {
            header.keys.push_back(key.verifier());
        }
        return to_text(header) + all();
    }

    [[nodiscard]] std::string inclusion(std::uint64_t index, const std::vector<SigningKey>& keys)
        const {
        return to_text(InclusionFile{
            records[index],
            index,
            prover().inclusion(index, records.size()).value(),
            checkpoint(records.size(), keys)});
    }

    [[nodiscard]] std::string consistency(std::uint64_t from, const std::vector<SigningKey>& keys)
        const {
        return to_text(ConsistencyFile{
            heads[from],
            prover().consistency(from, records.size()).value(),
            checkpoint(records.size(), keys)});
    }
};

inline Trust pinned(const SigningKey& key) {
    return {{{key.verifier()}}, std::nullopt};
}

}  // namespace dunghan::notary
