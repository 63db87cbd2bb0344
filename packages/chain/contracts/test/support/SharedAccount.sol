// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev An account of two owners, reduced to what a Safe does: a call is made once both have agreed to it.
contract SharedAccount {
    address private immutable _first;
    address private immutable _second;
    mapping(bytes32 call => mapping(address owner => bool)) private _agreed;

    error SharedAccountNoOwner();
    error SharedAccountCallFailed();

    constructor(address first, address second) {
        _first = first;
        _second = second;
    }

    /// @return isMade Whether the call was made: it is with the second owner's word.
    function agree(address target, bytes calldata data) external returns (bool isMade) {
        if (msg.sender != _first && msg.sender != _second) revert SharedAccountNoOwner();
        bytes32 call = keccak256(abi.encode(target, data));
        _agreed[call][msg.sender] = true;
        if (!_agreed[call][_first] || !_agreed[call][_second]) return false;
        (bool isOk,) = target.call(data);
        if (!isOk) revert SharedAccountCallFailed();
        return true;
    }
}
